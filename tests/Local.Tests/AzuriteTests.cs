using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Local.Tests;

public sealed class AzuriteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-tests-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_end_during_a_save_waits_for_it()
    {
        // Enough that saving takes longer than everything else at the end.
        const int batches = 6;
        const int size = 100;
        var text = new string('x', 32_000);
        await using (var azurite = await Azurite.StartAsync(_folder.FullName, cancellationToken: Stop))
        {
            var rows = new TableClient(azurite.ConnectionString, "kept");
            await rows.CreateAsync(Stop);
            for (var batch = 0; batch < batches; batch++)
            {
                var add = Enumerable.Range(0, size).Select(row => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity($"{batch}", $"{row}") { ["Text"] = text }));
                await rows.SubmitTransactionAsync(add, Stop);
            }

            // Azurite saves every five seconds what has changed, first beside the file.
            using var watcher = new FileSystemWatcher(_folder.FullName, "__azurite_db_table__.json~");
            var saving = new TaskCompletionSource();
            watcher.Created += (_, _) => saving.TrySetResult();
            watcher.EnableRaisingEvents = true;
            await rows.AddEntityAsync(new TableEntity("last", ""), Stop);
            await saving.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        }

        await using var again = await Azurite.StartAsync(_folder.FullName, cancellationToken: Stop);
        var kept = new TableClient(again.ConnectionString, "kept");
        var count = await kept.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Stop).CountAsync(Stop);
        Assert.Equal((batches * size) + 1, count);
    }

    [Fact]
    public async Task A_query_of_a_partition_looks_at_others_where_it_names_them()
    {
        await using var azurite = await Azurite.StartAsync(cancellationToken: Stop);
        var rows = new TableClient(azurite.ConnectionString, "rows");
        await rows.CreateAsync(Stop);
        foreach (var partition in (string[])["1", "01", "o'b", "a or b", "c"])
        {
            await rows.AddEntityAsync(new TableEntity(partition, "row"), Stop);
        }

        foreach (var (filter, partitions) in ((string, string[])[])[
            ("PartitionKey eq '1'", ["1"]),
            ("(PartitionKey eq 'o''b') and (RowKey ge 'row')", ["o'b"]),
            ("PartitionKey eq 'o''b' and RowKey ge 's'", []),
            ("PartitionKey eq 'a or b'", ["a or b"]),
            ("PartitionKey eq '1' or PartitionKey eq 'c'", ["1", "c"]),
            ("(PartitionKey eq '1' and RowKey eq 'none') or (PartitionKey eq 'c')", ["c"]),
            ("not (PartitionKey eq '1') and PartitionKey lt 'a'", ["01"])])
        {
            var found = await rows.QueryAsync<TableEntity>(filter, cancellationToken: Stop).ToListAsync(Stop);
            Assert.Equal(partitions, found.Select(row => row.PartitionKey));
        }
    }

    [Fact]
    public async Task A_list_of_queues_tells_how_many_messages_each_holds_hidden_ones_included()
    {
        await using var azurite = await Azurite.StartAsync(accounts: 2, cancellationToken: Stop);
        var queues = new QueueServiceClient(azurite.NewAccount());
        await queues.CreateQueueAsync("empty", cancellationToken: Stop);
        QueueClient busy = await queues.CreateQueueAsync("busy", cancellationToken: Stop);
        await busy.SendMessageAsync("seen", Stop);
        await busy.SendMessageAsync("hidden", visibilityTimeout: TimeSpan.FromMinutes(1), cancellationToken: Stop);
        var other = new QueueClient(azurite.NewAccount(), "busy");
        await other.CreateAsync(cancellationToken: Stop);
        await other.SendMessageAsync("of another account", Stop);

        var counts = await queues.GetQueuesAsync(QueueTraits.Metadata, cancellationToken: Stop)
            .ToDictionaryAsync(queue => queue.Name, queue => queue.Metadata["messages"], cancellationToken: Stop);
        Assert.Equal(new Dictionary<string, string> { ["busy"] = "2", ["empty"] = "0" }, counts);
    }
}
