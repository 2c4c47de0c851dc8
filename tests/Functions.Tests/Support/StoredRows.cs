using System.Globalization;
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

    private IReadOnlyList<string> _state = [];

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

    /// <summary>Makes a call and asserts that it changes no row. The caller has to wait for earlier work.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isStateKnown">Whether nothing was done since the last such call: its rows are still there.</param>
    internal async Task<Reply> UnchangedByAsync(Func<Task<Reply>> call, bool isStateKnown)
    {
        var state = isStateKnown ? _state : await StateAsync();
        var reply = await call();
        await Eventually.IsAsync(AreEmptyAsync, () => $"The call left no message; {LastBusy} is not empty.");
        Assert.Equal(state, _state = await StateAsync());
        return reply;
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

    // All rows as text, with times and ETags: equal if nothing was written in between. Reconciliation is left out: its
    // hourly timer may write during any test; so are tombstones: a refusal that takes long leaves one some time later.
    private async Task<IReadOnlyList<string>> StateAsync()
    {
        var texts = new List<string>();
        foreach (var table in new[] { "Clients", "Lookups" })
        {
            await foreach (var row in QueryAsync(table, ""))
            {
                if (row.GetString("Kind") != "abandoned")
                {
                    texts.Add(Text(row));
                }
            }
        }

        return texts;
    }

    private AsyncPageable<TableEntity> QueryAsync(string table, string filter) =>
        Table(table).QueryAsync<TableEntity>(filter, cancellationToken: CancellationToken);

    private static string Text(TableEntity row) => string.Join("; ", row
        .OrderBy(value => value.Key, StringComparer.Ordinal)
        .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}")));

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
