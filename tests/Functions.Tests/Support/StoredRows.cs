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

    /// <summary>
    /// The queue that held a message when they were looked at last. One request is enough to see that it still does:
    /// those who wait must not keep the emulator from working.
    /// </summary>
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
    /// <remarks>Looked at twice: a handler can send to a queue that was found empty a moment ago.</remarks>
    public async Task<bool> IsQuietAsync() =>
        await IsEmptyAsync(LastBusy) && await AreEmptyAsync() && await AreEmptyAsync();

    /// <summary>Whether a queue holds no message, hidden ones included; a poison queue may not be there yet.</summary>
    public async Task<bool> IsEmptyAsync(string name)
    {
        try
        {
            var queue = _queues.GetQueueClient(name);
            return (await queue.GetPropertiesAsync(CancellationToken)).Value.ApproximateMessagesCount == 0;
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return true;
        }
    }

    private async Task<bool> AreEmptyAsync()
    {
        // Most poison queues are not there: asking each would be half of all that the emulator does.
        var names = await _queues.GetQueuesAsync(cancellationToken: CancellationToken)
            .Select(queue => queue.Name)
            .ToListAsync(CancellationToken);
        var areEmpty = await Task.WhenAll(names.Select(async name => (Name: name, IsEmpty: await IsEmptyAsync(name))));
        if (areEmpty.FirstOrDefault(queue => !queue.IsEmpty).Name is not { } busy)
        {
            return true;
        }

        LastBusy = busy;
        return false;
    }

    private AsyncPageable<TableEntity> QueryAsync(string table, string filter) =>
        Table(table).QueryAsync<TableEntity>(filter, cancellationToken: CancellationToken);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
