using Billing;
using Functions.Movements;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>
/// The first step with a statement: half a file credits nothing, so it is read to its end before any of it is stored.
/// Then it is read once more, and its lines are listed. Safe to repeat.
/// </summary>
public sealed class CheckStatement(StatementFiles files, StatementRows statements, MatchLine matchLine)
{
    /// <summary>Checks a statement that was received, and lists its lines or says why it is refused.</summary>
    /// <param name="id">The statement.</param>
    /// <param name="stored">It, as it was received.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, to be booked or refused; null if another run was first.</returns>
    public async Task<Stored<StatementUpload>?> RunAsync(
        string id,
        Stored<StatementUpload> stored,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            StatementSummary summary;
            await using (var file = await files.OpenAsync(id, cancellationToken))
            {
                summary = StatementCheck.Check(StatementReader.Read(file), matchLine.OwnAccounts);
            }

            await using var again = await files.OpenAsync(id, cancellationToken);
            var lines = StatementReader.Read(again).OfType<StatementLine>();
            await statements.ListAsync(id, lines, cancellationToken);
            return await statements.TryUpdateAsync(stored, Checked(stored.Value, summary), cancellationToken);
        }
        catch (StatementException refused)
        {
            var upload = stored.Value with
            {
                Status = StatementStatus.Refused,
                Refusal = new(refused.Fault, refused.Message, refused.Line),
            };
            return await statements.TryUpdateAsync(stored, upload, cancellationToken);
        }
    }

    private static StatementUpload Checked(StatementUpload upload, StatementSummary summary) => upload with
    {
        Status = StatementStatus.Booking,
        CreatedOn = summary.CreatedOn ?? BusinessDay.FromInstant(upload.UploadedAt),
        Lines = summary.NotOurs
            + summary.Accounts.Sum(account => account.Turnover.CreditCount + account.Turnover.DebitCount),
        Booked = 0,
        Accounts =
        [
            .. summary.Accounts.Select(account => new StatementAccount(
                account.Account,
                account.From,
                account.To,
                account.Opening,
                account.Closing,
                account.Turnover.Credits,
                account.Turnover.Debits)),
        ],
    };
}
