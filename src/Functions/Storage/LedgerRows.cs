using Billing;

namespace Functions.Storage;

/// <summary>Entries and their events, read in bounded parts.</summary>
public sealed class LedgerRows(Tables tables)
{
    /// <summary>Entries from one number to another, oldest first; rows stand newest first.</summary>
    /// <exception cref="DamagedRowException">One was changed past the app.</exception>
    public async Task<IReadOnlyList<Entry>> OldestFirstAsync(
        string clientId,
        long first,
        long last,
        CancellationToken cancellationToken)
    {
        var entries = new List<Entry>();
        var range = RowRange.Between(clientId, RowKeys.Entry(last), RowKeys.Entry(first));
        await foreach (var row in tables.Clients.QueryAsync<Entry>(range, null, cancellationToken))
        {
            entries.Add(row.Value);
        }

        entries.Reverse();
        return entries;
    }

    /// <summary>Entries before a number, newest first.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="before">The number; the newest of all if null.</param>
    /// <param name="kind">Only of that kind; all if null.</param>
    public static RowRange NewestFirst(string clientId, long? before, EntryKind? kind)
    {
        var after = before is { } number ? RowKeys.Entry(number) : null;
        var range = RowRange.WithPrefix(clientId, RowKeys.Entries, after);
        return kind is { } only ? range.Where($"Kind eq {only.Code()}") : range;
    }

    /// <summary>The events of the entries after a number; all events if it is 0.</summary>
    public IAsyncEnumerable<Stored<EventRecord>> EventsAsync(
        string clientId,
        long after,
        CancellationToken cancellationToken)
    {
        var events = RowRange.WithPrefix(clientId, RowKeys.Events);
        return tables.Clients.QueryAsync<EventRecord>(
            after == 0 ? events : events.Where($"Entry gt {after}"),
            null,
            cancellationToken);
    }

    /// <summary>Whether the ledger has an entry after that number.</summary>
    public async Task<bool> GoesOnAfterAsync(string clientId, long number, CancellationToken cancellationToken)
    {
        var newest = RowRange.Between(clientId, RowKeys.Entries + "-", RowKeys.Entry(number + 1));
        return await tables.Clients.FirstPartitionAsync(newest, cancellationToken) is not null;
    }
}
