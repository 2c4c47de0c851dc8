using Local;

namespace Functions.Tests.Reconciliation;

/// <summary>A queue is purged; the next whole check has everything done, once.</summary>
public sealed class LostWorkTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task After_a_payment()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        await LoseAsync("events", async () => (await customer.PayAsync()).Is(201));
        Assert.Equal(0, CountOf(customer, "Оплачено"));

        await CheckLaterAsync(customer);

        Assert.Equal(1, CountOf(customer, "Оплачено"));
        var day = (await customer.ConnectionsAsync())["connections.0.paidThrough"]!;
        Assert.True((await fixture.Rows.Table("Expiries").GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(
            day,
            customer.ClientId,
            cancellationToken: TestContext.Current.CancellationToken)).HasValue);
    }

    [Fact]
    public async Task After_requisites()
    {
        var customer = fixture.NewCustomer();
        await LoseAsync("create-cabinet", async () => (await customer.SubmitAsync()).Is(202));
        Assert.Equal("submitted", (await customer.ReadAsync())["status"]);

        await CheckLaterAsync(customer);

        await customer.WaitForCredentialsAsync();
        Assert.Single(customer.Letters);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("send-credentials")]
    public async Task After_a_new_password(string queue)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        await LoseAsync(queue, async () => (await customer.AskForCredentialsAsync()).Is(202));
        Assert.Equal(1, CountOf(customer, "Доступ"));

        await CheckLaterAsync(customer);

        await customer.WaitForCredentialsAsync();
        Assert.Equal(2, CountOf(customer, "Доступ"));
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("send-email")]
    public async Task After_an_expiry(string queue)
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();
        await LoseAsync(queue, async () =>
        {
            fixture.Pass(TimeSpan.FromDays(35));
            await fixture.RunTimerAsync("ExpireSubscriptions");
            await Eventually.IsAsync(
                async () => (await fixture.Rows.OfAsync(customer.ClientId))["state-subscription-79001234567"]
                    .GetString("Status") == "expired",
                "The subscription ended.");
        });
        Assert.Equal(0, customer.Letters.Count(IsEnd));

        await CheckLaterAsync(customer);

        Assert.Equal(1, customer.Letters.Count(IsEnd));
    }

    /// <summary>What is on its way, or was done, is not done again.</summary>
    [Fact]
    public async Task Nothing_is_done_twice()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();

        await CheckLaterAsync(customer);
        await CheckLaterAsync(customer);

        Assert.Equal(3, customer.Letters.Count);
    }

    private static int CountOf(Customer customer, string subject) =>
        customer.Letters.Count(letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal));

    private static bool IsEnd(Letter letter) => letter.Subject.Contains("закончил", StringComparison.Ordinal);

    /// <summary>Every message that is sent to a queue meanwhile is acknowledged, and lost.</summary>
    private async Task LoseAsync(string queue, Func<Task> action)
    {
        fixture.Storage.Plan(
            StorageFault.Lose,
            request => request.Kind == "send" && request.Table == queue,
            int.MaxValue);
        await action();
        await fixture.DrainAsync();
        fixture.Storage.Work();
    }

    private async Task CheckLaterAsync(Customer customer)
    {
        fixture.Pass(TimeSpan.FromHours(2));
        await fixture.ReconcileAsync(customer, isWhole: true);
        await fixture.DrainAsync();
        Assert.Empty(await fixture.FailuresAsync(customer));
    }
}
