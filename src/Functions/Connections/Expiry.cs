using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Connections;

/// <summary>Which subscriptions end on which day: looked up by the day, so that ending them costs as much as there are to end.</summary>
public sealed class Expiry(Tables tables)
{
    private const string Prefix = "paid-through-";

    /// <summary>Notes that a subscription is paid through a day.</summary>
    public Task NoteAsync(string clientId, string phone, DateOnly paidThrough, CancellationToken stop) =>
        tables.Index.UpsertEntityAsync(
            new TableEntity(Prefix + paidThrough.Iso(), $"{clientId}|{phone}") { ["ClientId"] = clientId, ["Phone"] = phone }, TableUpdateMode.Merge, stop);

    /// <summary>What is noted up to and with a day, earliest first.</summary>
    public IAsyncEnumerable<TableEntity> ThroughAsync(DateOnly day, CancellationToken stop) =>
        tables.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {Prefix} and PartitionKey le {Prefix + day.Iso()}"), cancellationToken: stop);

    /// <summary>The day that a note is about.</summary>
    public static DateOnly DayOf(TableEntity note) => Rows.Day(note.PartitionKey[Prefix.Length..]);

    /// <summary>The reminder was sent, or was not needed.</summary>
    public Task RemindedAsync(TableEntity note, CancellationToken stop) =>
        tables.Index.UpsertEntityAsync(new TableEntity(note.PartitionKey, note.RowKey) { ["Reminded"] = true }, TableUpdateMode.Merge, stop);

    /// <summary>Nothing more is to be done on that day.</summary>
    public Task DoneAsync(TableEntity note, CancellationToken stop) => tables.Index.TryDeleteAsync(note.PartitionKey, note.RowKey, stop);
}
