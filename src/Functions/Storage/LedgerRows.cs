using System.Runtime.CompilerServices;
using Billing;

namespace Functions.Storage;

/// <summary>Entries and their events, read in bounded parts.</summary>
public sealed class LedgerRows(Tables tables)
{
    private const int Chunk = 500;

    /// <summary>Entries from one number to another, oldest first, without holding all of them.</summary>
    /// <exception cref="DamagedRowException">One was changed past the app.</exception>
    public async IAsyncEnumerable<Entry> EachAsync(
        string clientId,
        long first,
        long last,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (; first <= last; first += Chunk)
        {
            var end = Math.Min(first + Chunk - 1, last);
            foreach (var entry in await OldestFirstAsync(clientId, first, end, cancellationToken))
            {
                yield return entry;
            }
        }
    }

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

    /// <summary>
    /// The number of the last entry that was booked before an instant; 0 if none was. Times rise with the numbers, so
    /// it takes one read more for a ledger of twice the length.
    /// </summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="last">The number of the ledger's last entry.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DamagedRowException">One was changed past the app, or is missing.</exception>
    public async Task<long> LastBeforeAsync(
        string clientId,
        long last,
        DateTimeOffset instant,
        CancellationToken cancellationToken)
    {
        var (low, high) = (0L, last);
        while (low < high)
        {
            var middle = high - ((high - low) / 2);
            var entry = await FindAsync(clientId, middle, cancellationToken);
            (low, high) = entry.At < instant ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The entry of a number that was given out.</summary>
    /// <exception cref="DamagedRowException">It was changed past the app, or is missing.</exception>
    public async Task<Entry> FindAsync(string clientId, long number, CancellationToken cancellationToken)
    {
        var key = RowKeys.Entry(number);
        var row = await tables.Clients.FindAsync<Entry>(clientId, key, cancellationToken);
        return row?.Value
            ?? throw new DamagedRowException(tables.Clients.Client.Name, clientId, key, "it is missing");
    }

    /// <summary>The entries after one number and up to another.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="after">The number before the first.</param>
    /// <param name="last">The number of the last.</param>
    public static RowRange NewestFirst(string clientId, long after, long last) =>
        RowRange.Between(clientId, RowKeys.Entry(last), RowKeys.Entry(after + 1));

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
