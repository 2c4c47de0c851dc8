using Azure.Storage.Queues;

namespace Standalone.Tests;

public sealed class AzuriteTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_account_is_empty_and_of_its_own()
    {
        var first = new QueueClient(azurite.NewAccount(), "letters");
        var second = new QueueClient(azurite.NewAccount(), "letters");

        await first.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.False(await second.ExistsAsync(TestContext.Current.CancellationToken));
    }
}
