using Billing;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>How far ledgers were verified: every later check has to find the same entries there.</summary>
public sealed class Checkpoints(Tables tables)
{
    private const string Prefix = "checkpoint";

    /// <summary>Stores that a ledger holds up to there.</summary>
    public Task AddAsync(string clientId, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return tables.Reconciliation.UpsertAsync(clientId, KeyOf(checkpoint.Number), checkpoint, cancellationToken);
    }

    /// <summary>The newest checkpoint at or before an entry; null if there is none.</summary>
    public async Task<Checkpoint?> LastAsync(string clientId, long number, CancellationToken cancellationToken)
    {
        // Rows stand newest first.
        var range = RowRange.Between(clientId, KeyOf(number), KeyOf(0));
        await foreach (var row in tables.Reconciliation.QueryAsync<Checkpoint>(range, 1, cancellationToken))
        {
            return row.Value;
        }

        return null;
    }

    /// <summary>The hashes at the checkpoints from one entry to another, by the number of the entry.</summary>
    public async Task<Dictionary<long, string>> BetweenAsync(
        string clientId,
        long first,
        long last,
        CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<long, string>();
        var range = RowRange.Between(clientId, KeyOf(last), KeyOf(first));
        await foreach (var row in tables.Reconciliation.QueryAsync<Checkpoint>(range, null, cancellationToken))
        {
            hashes[row.Value.Number] = row.Value.Hash;
        }

        return hashes;
    }

    private static string KeyOf(long number) => $"{Prefix}-{RowKeys.Descending(number)}";
}
