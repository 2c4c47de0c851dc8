namespace Functions.Tests.Promises;

/// <summary>What a customer waits for is storage: how often it is asked, and how often in sequence.</summary>
public sealed class RequestCountTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_payment_takes_one_query_and_one_transaction_in_sequence_with_the_marker_and_the_key_beside_the_hash()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;

        var payment = await RunOfAsync("PostPayment", async () => (await customer.PayAsync(amount: amount)).Is(201));

        Assert.Equal(["query Clients", "read Clients", "transaction", "upsert Pending"], payment.Kinds.Order());
        Assert.Equal("query Clients", payment.Kinds[0]);
        Assert.Equal("transaction", payment.Kinds[^1]);

        // All but the two in the middle, which are under way at the same time.
        Assert.Equal(2, payment.InSequence(request => request.Kind is "query" or "transaction"));
    }

    [Fact]
    public async Task The_marker_is_stored_while_the_password_is_hashed()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var markerStored = new TaskCompletionSource();
        fixture.Storage.Plan(async request =>
        {
            // The commit must not be sent before the marker is answered.
            if (Invocation.Current?.Function == "PostPayment" && request.Table == "Pending")
            {
                await Task.Delay(300, TestContext.Current.CancellationToken);
                markerStored.SetResult();
            }

            Assert.True(request.Kind != "transaction" || !request.IsCommitOf(customer.ClientId) || markerStored.Task.IsCompleted, "The commit went before its marker.");
            return StorageFault.None;
        });

        (await customer.PayAsync(amount: amount)).Is(201);
        fixture.Storage.Work();
    }

    [Fact]
    public async Task Taking_requisites_takes_three_requests()
    {
        var customer = fixture.NewCustomer();
        var run = await RunOfAsync("SubmitClient", async () => (await customer.SubmitAsync()).Is(202));

        Assert.Equal(["add Index", "upsert Pending", "add Clients"], run.Kinds);
        Assert.Equal(3, run.InSequence());
    }

    [Fact]
    public async Task A_read_takes_one_round_trip()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var paid = (await customer.PayAsync()).Is(201);
        (await customer.LogInAsync()).Is(200);
        await fixture.SettleAsync();
        (await customer.LogInAsync()).Is(200);

        await ReadsOnceAsync("GetClient", () => customer.ReadAsync());
        await ReadsOnceAsync("GetClients", () => customer.WidgetAsync("GET", "clients"));
        await ReadsOnceAsync("GetConnections", () => customer.ConnectionsAsync());
        await ReadsOnceAsync("GetQuote", () => customer.QuoteAsync());
        await ReadsOnceAsync("GetPayments", () => customer.OwnAsync("GET", "payments"));
        await ReadsOnceAsync("GetPayment", () => customer.OwnAsync("GET", $"payments/{paid["paymentId"]}"));
        await ReadsOnceAsync("GetAccount", () => customer.CabinetAsync("GET", "account"));
        await ReadsOnceAsync("GetEntries", () => customer.CabinetAsync("GET", "entries"));
        Assert.Empty((await RunOfAsync("GetTariffs", async () => (await customer.WidgetAsync("GET", "tariffs")).Is(200))).Kinds);

        async Task ReadsOnceAsync(string function, Func<Task<Reply>> read)
        {
            var run = await RunOfAsync(function, async () => (await read()).Is(200));
            Assert.All(run.Kinds, kind => Assert.Contains(kind, (string[])["query Clients", "read Clients", "query Index"]));
            Assert.Equal((function, 1), (function, run.InSequence()));
        }
    }

    [Fact]
    public async Task A_top_up_takes_six_requests()
    {
        var customer = await fixture.NewCustomerAsync();
        var run = await RunOfAsync("PostTopUp", async () => (await customer.TopUpAsync("1.00")).Is(201));

        Assert.Equal(["read Index", "add Index", "query Clients", "read Clients", "upsert Pending", "transaction"], run.Kinds);
    }

    private async Task<Invocation> RunOfAsync(string function, Func<Task> call)
    {
        // Each takes a while, so that requests that do not wait for one another are under way together.
        fixture.Storage.Plan(async _ =>
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            return StorageFault.None;
        });
        var before = fixture.Invocations.Of(function).Count;
        await call();
        fixture.Storage.Work();
        return fixture.Invocations.Of(function)[before];
    }
}
