using System.Collections.Concurrent;
using Billing;
using Functions.Movements;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>
/// Works through a statement, from where it stands: it is checked as a whole, its lines are listed, then booked some
/// hundred at a time, so that no run of the function takes long. All of it is safe to repeat.
/// </summary>
public sealed class ProcessStatement(
    StatementFiles files,
    StatementRows statements,
    MovementRows movements,
    MatchLine matchLine,
    BookLines bookLines,
    BookMovement bookMovement,
    CloseDays closeDays,
    ReconcileBank reconcileBank,
    QueueSender queues)
{
    // Groups of equal lines that are booked at the same time; and in one run of the function.
    private const int AtOnce = 16;
    private const int MostInRun = 1600;

    /// <summary>Does some of the work, and sends a message for the rest.</summary>
    /// <exception cref="FormatException">The message names nothing.</exception>
    public async Task RunAsync(StatementMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is { Day: not null } or { AllBooks: true })
        {
            await reconcileBank.RunAsync(message, cancellationToken);
            return;
        }

        if (message.MovementId is { } movementId)
        {
            var key = MovementKey.FromId(movementId) ?? throw new FormatException("The message names no movement.");
            if (await movements.FindAsync(key, cancellationToken) is { } movement)
            {
                await bookMovement.RunAsync(movement, cancellationToken);
            }

            return;
        }

        var id = message.StatementId ?? throw new FormatException("The message names nothing.");
        if (await statements.FindAsync(id, cancellationToken) is not { } stored)
        {
            return;
        }

        if (stored.Value.Status == StatementStatus.Received)
        {
            stored = await CheckAsync(id, stored, cancellationToken);
        }

        if (stored?.Value.Status == StatementStatus.Booking && !await BookAsync(id, stored, cancellationToken))
        {
            await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        }
    }

    /// <summary>Half a file credits nothing: it is read to its end before any of it is stored.</summary>
    private async Task<Stored<StatementUpload>?> CheckAsync(
        string id,
        Stored<StatementUpload> stored,
        CancellationToken cancellationToken)
    {
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

    /// <returns>Whether nothing is left, or another run is at work.</returns>
    private async Task<bool> BookAsync(
        string id,
        Stored<StatementUpload> stored,
        CancellationToken cancellationToken)
    {
        var before = new DaysBefore(statements, id);
        var done = 0;
        var groups = statements.GroupsAsync(id, stored.Value.Progress, cancellationToken);
        await foreach (var window in groups.Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            var booked = new ConcurrentBag<(string RowKey, ListedLine Line)>();
            await Parallel.ForEachAsync(window, cancellationToken, async (rows, token) =>
            {
                if (matchLine.OwnAccounts.Contains(rows[0].Value.Line.OwnAccount))
                {
                    var isListedBefore = await before.CoverAsync(rows[0].Value.Line, token);
                    foreach (var line in await bookLines.RunAsync(id, rows, isListedBefore, token))
                    {
                        booked.Add(line);
                    }
                }
            });
            await statements.SaveAsync(id, booked, cancellationToken);
            var upload = stored.Value with
            {
                Progress = window[^1][^1].RowKey,
                Booked = stored.Value.Booked + window.Sum(rows => rows.Count),
            };
            if (await statements.TryUpdateAsync(stored, upload, cancellationToken) is not { } updated)
            {
                return true;
            }

            stored = updated;
            done += window.Length;
            if (done >= MostInRun)
            {
                return false;
            }
        }

        await closeDays.RunAsync(id, stored.Value, cancellationToken);
        var end = stored.Value with { Status = StatementStatus.Done };
        await statements.TryUpdateAsync(stored, end, cancellationToken);
        return true;
    }
}
