using Azure;
using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

/// <summary>
/// A test of the table client against the emulator, with a table of its own. All of these pass with the real package and with its
/// stand-in alike: <c>-p:TablesPackage=real</c> and <c>-p:TablesPackage=standin</c>.
/// </summary>
public abstract class TablesTest(AzuriteFixture azurite) : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Whether the stand-in is under test, which refuses what the real client loses in silence.</summary>
    protected static bool IsStandIn => typeof(TableClient).Assembly.GetName().Name == "Standalone.Tables";

    protected string Account { get; } = azurite.NewAccount();

    protected TableClient Table { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Table = new TableServiceClient(Account).GetTableClient("Rows");
        await Table.CreateIfNotExistsAsync(Stop);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static async Task<RequestFailedException> RefusedAsync(int status, string code, Task work)
    {
        var error = await Assert.ThrowsAnyAsync<RequestFailedException>(() => work);
        Assert.Equal((status, code), (error.Status, error.ErrorCode));
        return error;
    }

    protected async Task<TableEntity> ReadAsync(string partitionKey, string rowKey) =>
        (await Table.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Stop)).Value;
}
