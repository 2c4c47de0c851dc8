using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Functions.Outbox;

namespace Functions.Tests;

/// <summary>Reads the app's tables and queues directly.</summary>
public sealed class StoredRows(string storage)
{
    private readonly TableServiceClient _service = new(storage);
    private readonly QueueServiceClient _queues = new(storage);

    /// <summary>The queue that held a message when they were looked at last.</summary>
    public string LastBusy { get; private set; } = QueueNames.All[0];

    /// <summary>One of the app's tables: <c>Clients</c>, <c>Lookups</c>, <c>Expiries</c> …</summary>
    public TableClient Table(string name) => _service.GetTableClient(name);

    /// <summary>One of the app's queues.</summary>
    public QueueClient Queue(string name) => _queues.GetQueueClient(name);

    /// <summary>The rows of a client's partition, by row key.</summary>
    public async Task<Dictionary<string, TableEntity>> OfAsync(string clientId)
    {
        var rows = new Dictionary<string, TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId}");
        await foreach (var row in QueryAsync("Clients", filter))
        {
            rows[row.RowKey] = row;
        }

        return rows;
    }

    /// <summary>Waits until no queue holds a message, hidden ones included.</summary>
    public Task QuietAsync() => Eventually.IsAsync(
        IsQuietAsync,
        () => $"All messages are handled; {LastBusy} is not empty.");

    /// <summary>Whether no queue holds a message, hidden ones included.</summary>
    /// <remarks>
    /// One request, at one moment: a handler deletes its message after it has sent others. The emulator tells the
    /// number of messages with the names of the queues.
    /// </remarks>
    public async Task<bool> IsQuietAsync()
    {
        var queues = await _queues.GetQueuesAsync(QueueTraits.Metadata, cancellationToken: CancellationToken)
            .ToListAsync(CancellationToken);
        if (queues.FirstOrDefault(queue => queue.Metadata["messages"] != "0") is not { } busy)
        {
            return true;
        }

        LastBusy = busy.Name;
        return false;
    }

    /// <summary>Whether a queue holds no message, hidden ones included.</summary>
    public async Task<bool> IsEmptyAsync(string name) =>
        (await Queue(name).GetPropertiesAsync(CancellationToken)).Value.ApproximateMessagesCount == 0;

    private AsyncPageable<TableEntity> QueryAsync(string table, string filter) =>
        Table(table).QueryAsync<TableEntity>(filter, cancellationToken: CancellationToken);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
