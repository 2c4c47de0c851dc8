using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Local.Tests;

/// <summary>A program that is killed, which gives it no time to end in order.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("local-tests-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Storage => Path.Combine(_state.FullName, "azurite");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public async Task A_killed_program_loses_no_row_and_no_message()
    {
        const int kills = 2;
        const int writes = 16;
        for (var kill = 0; kill < kills; kill++)
        {
            var port = Some.FivePorts();
            using var program = new LocalProgram(["--port", $"{port}", "--state", _state.FullName]);
            await program.RunsAsync();
            var (rows, messages) = await OpenAsync(
                "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
                + $"AccountKey={Azurite.Key};QueueEndpoint=http://127.0.0.1:{port + 3}/devstoreaccount1;"
                + $"TableEndpoint=http://127.0.0.1:{port + 4}/devstoreaccount1");
            for (var write = 0; write < writes; write++)
            {
                await rows.AddEntityAsync(new TableEntity("rows", $"{kill}-{write}"), Stop);
                await messages.SendMessageAsync($"{kill}-{write}", Stop);
            }

            await program.KillAsync();
        }

        AzuriteFolder.WaitUntilSaved(Storage);
        await using var azurite = await Azurite.StartAsync(Storage, cancellationToken: Stop);
        var (keptRows, keptMessages) = await OpenAsync(azurite.ConnectionString);
        Assert.Equal(kills * writes, await keptRows.QueryAsync<TableEntity>(cancellationToken: Stop).CountAsync(Stop));
        var received = await keptMessages.ReceiveMessagesAsync(32, cancellationToken: Stop);
        Assert.Equal(kills * writes, received.Value.Select(message => message.MessageText).Distinct().Count());
    }

    private static async Task<(TableClient Rows, QueueClient Messages)> OpenAsync(string storage)
    {
        var rows = new TableClient(storage, "kept");
        await rows.CreateIfNotExistsAsync(Stop);
        var messages = new QueueClient(storage, "kept");
        await messages.CreateIfNotExistsAsync(cancellationToken: Stop);
        return (rows, messages);
    }
}
