using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Local;

namespace Functions.Tests.Delivery;

/// <summary>The app as it is deployed: published, in a process of its own, with the real time.</summary>
public sealed class PublishedAppTests(PublishedAppTests.Fixture fixture) : IClassFixture<PublishedAppTests.Fixture>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_plays_the_five_steps()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await customer.LetterAsync("Деньги поступили");
        (await customer.ChooseAsync()).Is(201);

        var payment = await customer.PayAsync(months: 2);
        if (payment.Code == "price-changed")
        {
            // It was midnight in Moscow between quote and payment.
            payment = await customer.PayAsync(months: 2);
        }

        payment.Is(201);
        await customer.LetterAsync("Оплачено");
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync()).Is(200)["connections.0.statusText"]);
        Assert.Equal(10_000m, Roubles(await customer.BalanceAsync()) + Roubles(payment["amount.amount"]!));
    }

    [Fact]
    public async Task It_records_a_message_that_fails_every_try()
    {
        var queue = new QueueClient(fixture.System.Storage, "send-email");
        await queue.CreateIfNotExistsAsync(cancellationToken: CancellationToken);

        await queue.SendMessageAsync("no work item", CancellationToken);

        await Eventually.IsAsync(
            async () =>
            {
                var failures = (await fixture.Api.AutomateAsync("GET", "failures")).Is(200);
                return failures.Text.Contains("\"send-email\"", StringComparison.Ordinal);
            },
            "The operator sees the failure.");
    }

    [Fact]
    public async Task It_runs_a_timer()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.Rows.QuietAsync();
        Assert.False(await IsCheckedAsync(customer));

        using var http = new HttpClient();
        var timer = new Uri(fixture.System.Url, "/admin/functions/ReconcileBalances");
        using var request = new HttpRequestMessage(HttpMethod.Post, timer);
        request.Headers.Add("x-functions-key", fixture.System.Secrets.MasterKey);
        using var answer = await http.SendAsync(request, CancellationToken);

        Assert.Equal(202, (int)answer.StatusCode);
        await Eventually.IsAsync(
            () => IsCheckedAsync(customer),
            "The account was reconciled.");
    }

    private async Task<bool> IsCheckedAsync(Customer customer)
    {
        var checkpoints = fixture.Rows.Table("Reconciliation").QueryAsync<TableEntity>(
            $"PartitionKey eq '{customer.ClientId}'",
            cancellationToken: CancellationToken);
        return await checkpoints.AnyAsync(CancellationToken);
    }

    private static decimal Roubles(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Publishes the app and runs it.</summary>
    public sealed class Fixture(AzuriteFixture azurite) : SystemFixture(azurite)
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("published-");

        /// <inheritdoc/>
        protected override Dictionary<string, string?> Settings => new(base.Settings)
        {
            // A failed message is retried soon, so that the test need not wait long.
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00.5",
        };

        /// <inheritdoc/>
        protected override LocalSystemOptions Options => base.Options with { PublishedApp = _folder.FullName };

        /// <inheritdoc/>
        public override async ValueTask InitializeAsync()
        {
            await PublishedApp.PublishAsync("src/Functions", _folder.FullName, CancellationToken);
            await base.InitializeAsync();
        }

        /// <inheritdoc/>
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _folder.Delete(recursive: true);
            GC.SuppressFinalize(this);
        }
    }
}
