using Functions.Http;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>What waits for an operator: movements, with suggestions whose they may be, and claims of clients.</summary>
public sealed class SuspenseQueries(Tables tables, MovementRows movements, Suggestions suggestions)
{
    /// <summary>Movements that wait, oldest day first.</summary>
    public async Task<Outcome> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var (rows, next) = await page.ReadAsync<SuspenseItem>(
            tables.Suspense,
            MovementRows.OpenAfter(page.After),
            row => row.RowKey,
            cancellationToken);
        var found = await Task.WhenAll(rows.Select(row => OpenAsync(row.RowKey, cancellationToken)));
        return Outcome.Ok(new MovementsBody([.. found.OfType<MovementBody>()], next));
    }

    /// <summary>A movement, whatever its status.</summary>
    public async Task<Outcome> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (MovementKey.FromId(id) is not { } key || await movements.FindAsync(key, cancellationToken) is not { } row)
        {
            return Problems.NotFound;
        }

        var clients = MovementRows.IsOpen(row.Value)
            ? await suggestions.ForAsync(row.Value, cancellationToken)
            : [];
        return Outcome.Ok(MovementBody.From(id, row.Value, clients));
    }

    /// <summary>What clients say of missing money, newest first.</summary>
    public async Task<Outcome> ClaimsAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var (rows, next) = await page.ReadAsync<Claim>(
            tables.Suspense,
            SuspenseRows.ClaimsAfter(page.After),
            row => row.RowKey,
            cancellationToken);
        return Outcome.Ok(new ClaimsBody(
            [
                .. rows.Select(row => new ClaimBody(
                    row.RowKey,
                    row.Value.ClientId,
                    row.Value.AccountNumber,
                    row.Value.Number,
                    row.Value.Day,
                    MoneyBody.From(row.Value.Amount),
                    row.Value.At,
                    row.Value.MovementId)),
            ],
            next));
    }

    // The list may name a movement that was settled at this moment.
    private async Task<MovementBody?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var row = await movements.FindAsync(MovementKey.FromId(id)!, cancellationToken);
        if (row is not null && MovementRows.IsOpen(row.Value))
        {
            return MovementBody.From(id, row.Value);
        }

        await movements.ForgetAsync(id, cancellationToken);
        return null;
    }
}
