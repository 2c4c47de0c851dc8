using Billing;

namespace Functions.Storage;

/// <summary>Beside movements that wait: returns to be sent, and what clients say of missing money.</summary>
public sealed class SuspenseRows(Tables tables)
{
    private const string Returns = "return";
    private const string Claims = "claim";

    /// <summary>The id of a return.</summary>
    public static string ReturnId(string clientId, long entry) => $"{clientId}-{RowKeys.Ascending(entry)}";

    /// <summary>The claims after one, newest first.</summary>
    public static RowRange ClaimsAfter(string? id) => RowRange.After(Claims, id ?? "");

    /// <summary>Notes a return that is to be sent. Safe to repeat.</summary>
    public Task AddAsync(ReturnItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return tables.Suspense.TryAddAsync(Returns, ReturnId(item.ClientId, item.Entry), item, cancellationToken);
    }

    /// <summary>A return of that sum that is not sent yet, or was sent by this movement; null if none.</summary>
    public async Task<Stored<ReturnItem>?> FindUnsentAsync(
        Money amount,
        string payeeAccount,
        string movementId,
        CancellationToken cancellationToken)
    {
        var range = RowRange.Partition(Returns).Where($"Amount eq {amount.Kopecks}");
        return await tables.Suspense.QueryAsync<ReturnItem>(range, null, cancellationToken)
            .Where(row => row.Value.PayeeAccount == payeeAccount)
            .FirstOrDefaultAsync(
                row => row.Value.SentBy is null || row.Value.SentBy == movementId,
                cancellationToken);
    }

    /// <summary>The bank sent it.</summary>
    public Task<Stored<ReturnItem>?> TrySendAsync(
        Stored<ReturnItem> row,
        string movementId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        return tables.Suspense.TryUpdateAsync(row, row.Value with { SentBy = movementId }, cancellationToken);
    }

    /// <summary>Keeps what a client says.</summary>
    public Task AddAsync(Claim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var id = $"{RowKeys.Descending(claim.At.UtcTicks)}-{Guid.NewGuid():N}";
        return tables.Suspense.TryAddAsync(Claims, id, claim, cancellationToken);
    }
}
