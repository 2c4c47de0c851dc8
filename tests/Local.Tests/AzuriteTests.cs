using Azure.Data.Tables;

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
}
