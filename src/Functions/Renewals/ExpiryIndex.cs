using System.Globalization;
using Functions.Storage;

namespace Functions.Renewals;

/// <summary>
/// Which clients have subscriptions that end on which day: looked up by the day, so that ending them costs as much as
/// there are to end.
/// </summary>
public sealed class ExpiryIndex(Tables tables)
{
    /// <summary>Notes that a subscription of a client is paid through a day. Safe to repeat.</summary>
    public Task AddAsync(string clientId, DateOnly day, CancellationToken cancellationToken) =>
        tables.Expiries.TryAddAsync(
            PartitionOf(day),
            clientId,
            new ExpiryRecord(clientId, day, IsReminded: false),
            cancellationToken);

    /// <summary>
    /// What ends up to and with a day, earliest first. A note that cannot be read is one of which nothing was done yet:
    /// its key says enough, and it keeps no other waiting.
    /// </summary>
    public IAsyncEnumerable<ExpiryRecord> ThroughAsync(DateOnly day, CancellationToken cancellationToken) =>
        tables.Expiries.QueryEachAsync<ExpiryRecord>(
            RowRange.Partitions("", PartitionOf(day.AddDays(1))),
            cancellationToken)
            .Where(row => DayOf(row.PartitionKey) is not null)
            .Select(row => new ExpiryRecord(
                row.RowKey,
                DayOf(row.PartitionKey)!.Value,
                row.Row?.Value.IsReminded ?? false));

    /// <summary>The note for a client and day; null if nothing is to be done any more.</summary>
    public Task<Stored<ExpiryRecord>?> FindAsync(
        string clientId,
        DateOnly day,
        CancellationToken cancellationToken) =>
        tables.Expiries.FindAsync<ExpiryRecord>(PartitionOf(day), clientId, cancellationToken);

    /// <summary>The reminder was written, or was not needed.</summary>
    public Task SetRemindedAsync(Stored<ExpiryRecord> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return tables.Expiries.TryUpdateAsync(record, record.Value with { IsReminded = true }, cancellationToken);
    }

    /// <summary>Nothing more is to be done for that client and day.</summary>
    public Task RemoveAsync(string clientId, DateOnly day, CancellationToken cancellationToken) =>
        tables.Expiries.DeleteAsync(PartitionOf(day), clientId, cancellationToken);

    private static DateOnly? DayOf(string partitionKey) =>
        DateOnly.TryParseExact(partitionKey, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static string PartitionOf(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
