using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>What became of uploaded statements, and of every line.</summary>
public sealed class StatementQueries(Tables tables, StatementRows statements, MovementRows movements)
{
    /// <summary>The statements, newest first.</summary>
    public async Task<Outcome> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var (rows, next) = await page.ReadAsync<StatementUpload>(
            tables.Statements,
            StatementRows.After(page.After),
            row => row.RowKey,
            cancellationToken);
        return Outcome.Ok(new StatementsBody([.. rows.Select(row => StatementBody.From(row.RowKey, row.Value))], next));
    }

    /// <summary>A statement with a page of its lines.</summary>
    public async Task<Outcome> ReadAsync(string id, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(StatementRows.IsLineKey) is { } problem)
        {
            return problem;
        }

        if (!PageRequest.IsKey(id) || await statements.FindAsync(id, cancellationToken) is not { } stored)
        {
            return Problems.NotFound;
        }

        var (rows, next) = await page.ReadAsync<ListedLine>(
            tables.Statements,
            StatementRows.LinesAfter(id, page.After),
            row => row.RowKey,
            cancellationToken);
        var lines = await Task.WhenAll(rows.Select(row => BodyOfAsync(row.Value, stored.Value, cancellationToken)));
        return Outcome.Ok(StatementBody.From(id, stored.Value) with { Lines = lines, Next = next });
    }

    private async Task<StatementLineBody> BodyOfAsync(
        ListedLine listed,
        StatementUpload upload,
        CancellationToken cancellationToken)
    {
        var line = listed.Line;
        var movement = MovementKey.FromId(listed.Movement) is { } key
            ? (await movements.FindAsync(key, cancellationToken))?.Value
            : null;
        // Until the file is checked nobody knows.
        var isOurs = upload.Accounts?.Any(account => account.Account == line.OwnAccount) ?? true;
        var (result, text) = movement switch
        {
            _ when !isOurs => ("not-ours", "Чужой счёт"),
            null => ("waiting", "Ещё не разнесена"),
            _ when listed.IsSeenBefore == true => ("seen-before", "Уже была в другой выписке"),
            _ => (movement.Status.Code(), movement.Status.Text()),
        };
        return new(
            line.Position,
            result,
            text,
            movement?.Reason ?? "",
            MovementCodes.ReasonText(movement?.Reason ?? ""),
            listed.Movement,
            [.. movement?.Parts.Select(part => part.AccountNumber) ?? []],
            line.IsCredit ? "in" : "out",
            line.Day,
            line.Number,
            MoneyBody.From(line.Amount),
            line.Counterparty.Name,
            line.Counterparty.Inn,
            line.Purpose);
    }
}
