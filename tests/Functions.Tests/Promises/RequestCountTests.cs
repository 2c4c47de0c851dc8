using System.Text.RegularExpressions;

namespace Functions.Tests.Promises;

/// <summary>What a customer waits for is storage: how often it is asked, and how often in sequence.</summary>
public sealed partial class RequestCountTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_payment_takes_one_query_one_message_and_one_transaction_of_four_rows()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;

        var payment = await RunOfAsync("PostPayment", async () => (await customer.PayAsync(amount: amount)).Is(201));

        Assert.Equal(["query Clients", "send events", "transaction"], payment.Kinds);
        Assert.Equal(4, Row().Count(payment.Requests[^1].Text));

        // The message, which is sent beside the password's hash, is stored before the commit.
        Assert.Equal(3, payment.InSequence());
    }

    [Fact]
    public async Task Taking_requisites_takes_four_requests_and_two_counters_of_the_day()
    {
        var customer = fixture.NewCustomer();
        var run = await RunOfAsync("SubmitClient", async () => (await customer.SubmitAsync()).Is(202));

        // In three round trips, as a benchmark shows: what goes beside another has no order.
        Assert.Equal(
            [
                "add Clients", "add Limits", "add Limits", "add Lookups", "read Limits", "read Limits",
                "read Lookups", "send create-cabinet",
            ],
            run.Kinds.Order(StringComparer.Ordinal));
        Assert.Equal("add Clients", run.Kinds[^1]);
    }

    [Fact]
    public async Task A_top_up_takes_five_requests_and_six_that_find_it_again_in_a_statement_and_in_invoices()
    {
        var customer = await fixture.NewCustomerAsync();
        var run = await RunOfAsync("PostTopUp", async () => (await customer.TopUpAsync("1.00")).Is(201));

        Assert.Equal(
            [
                "read Lookups", "add Movements", "read Movements", "query Movements", "update Movements",
                "query Clients", "query Clients", "add Lookups", "send events", "transaction", "update Movements",
            ],
            run.Kinds);
        Assert.Equal(3, Row().Count(run.Requests[^2].Text));
    }

    [Fact]
    public async Task Other_calls_that_write_take_as_few()
    {
        var customer = await fixture.NewCustomerAsync();
        const string NewPassword = "a password of my own";

        await TakesAsync(
            "PostConnection",
            ["query Clients", "send events", "transaction"],
            () => customer.ChooseAsync());
        await TakesAsync(
            "RemoveConnection",
            ["query Clients", "send events", "transaction"],
            () => customer.OwnAsync("POST", "connection-removals", new { phone = Customer.Phone }));
        await TakesAsync(
            "LogIn",
            ["query Lookups", "query Clients", "read Clients", "transaction"],
            () => customer.LogInAsync());
        await TakesAsync(
            "ChangePassword",
            ["query Clients", "send events", "read Clients", "transaction"],
            () => customer.CabinetAsync(
                "POST",
                "password",
                new { currentPassword = customer.Password, newPassword = NewPassword }));
        await TakesAsync(
            "SendCredentials",
            [
                "query Clients", "read Limits", "read Limits", "update Limits", "update Limits",
                "query Clients", "send events", "read Clients", "transaction",
            ],
            () => customer.AskForCredentialsAsync());
        await TakesAsync(
            "AskForReset",
            ["query Lookups", "send make-reset-link"],
            () => customer.CabinetAsync("POST", "password-reset", new { login = customer.Login }));
        var link = await customer.LetterAsync("Восстановление");
        var token = link.Text.Split("#token=")[1].Split('\n')[0].Trim();
        await fixture.SettleAsync();
        await TakesAsync(
            "CheckReset",
            ["query Clients"],
            () => customer.CabinetAsync("POST", "password-reset/check", new { token }));
        await TakesAsync(
            "ConfirmReset",
            ["query Clients", "query Clients", "send events", "read Clients", "transaction"],
            () => customer.CabinetAsync("POST", "password-reset/confirm", new { token, newPassword = NewPassword }));

        async Task TakesAsync(string function, string[] kinds, Func<Task<Reply>> call)
        {
            var run = await RunOfAsync(function, async () => Assert.InRange((await call()).Status, 200, 204));
            Assert.Equal([function, .. kinds], [function, .. run.Kinds]);
        }
    }

    [Fact]
    public async Task The_work_that_follows_grows_with_what_is_done()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync("10000.00")).Is(201);
        await fixture.SettleAsync();
        (await customer.PayAsync()).Is(201);
        await fixture.SettleAsync();

        Assert.Equal(
            [
                "query Clients", "add Lookups", "add Lookups", "add Lookups", "add Lookups", "transaction",
                "query Clients", "transaction",
                "query Clients", "send events",
            ],
            OnlyRunOf("CreateCabinet"));

        // In the feed of all clients, and in that of the widget account.
        string[] told = ["read Events", "transaction", "read Events", "transaction"];
        var events = fixture.Invocations.Of("FollowEvent").Where(IsOfCustomer).Select(run => run.Kinds).ToArray();
        Assert.Equal(
            [
                ["read Clients", "send send-credentials", "query Clients", .. told, "update Clients"],
                [
                    "read Clients", "read Clients", "upsert Reconciliation", "query Clients", "upsert Registers",
                    "add Clients", "send send-email", "query Clients", "read Clients", .. told, "update Clients",
                ],
                [
                    "read Clients", "read Clients", "upsert Reconciliation", "add Expiries", "query Clients",
                    "upsert Registers", "add Clients", "send send-email", "query Clients", "read Clients", .. told,
                    "update Clients",
                ],
            ],
            events);

        // The receipt reads the ledger besides: which top-ups the payment used up.
        string[] written = ["read Limits", "read Clients"];
        string[] sent = ["update Clients", "update Clients"];
        Assert.Equal(
            [
                ["read Clients", "query Clients", .. written, .. sent],
                ["read Clients", "query Clients", .. written, "query Clients", .. sent],
            ],
            fixture.Invocations.Of("SendEmail").Where(IsOfCustomer).Select(run => run.Kinds));
        Assert.Equal(
            ["read Clients", "query Clients", "read Limits", "update Clients", "transaction", "read Clients"],
            OnlyRunOf("SendCredentialsEmail"));

        IReadOnlyList<string> OnlyRunOf(string function) =>
            Assert.Single(fixture.Invocations.Of(function), IsOfCustomer).Kinds;

        bool IsOfCustomer(Invocation run) => run.Message!.Contains(customer.ClientId) && !CameEarly(run);
    }

    // Before the commit that its message tells of: then it puts the message back.
    private static bool CameEarly(Invocation run) => run.Function switch
    {
        "CreateCabinet" => run.Kinds.Contains("send create-cabinet"),
        "FollowEvent" => run.Kinds.Contains("send events"),
        _ => false,
    };

    [Fact]
    public async Task The_commit_waits_for_its_message()
    {
        var call = await MoneyCall.NewAsync(fixture, MoneyCall.Payment);
        var stored = new TaskCompletionSource();
        fixture.Storage.Plan(async request =>
        {
            if (Invocation.Current?.Function == MoneyCall.Payment && request.Kind == "send")
            {
                await Task.Delay(300, TestContext.Current.CancellationToken);
                stored.SetResult();
            }

            Assert.True(!call.IsCommit(request) || stored.Task.IsCompleted, "The commit went before its message.");
            return StorageFault.None;
        });

        (await call.SendAsync()).Is(201);
        fixture.Storage.Work();
        Assert.True(stored.Task.IsCompleted);
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
        await ReadsOnceAsync("PostQuote", () => customer.QuoteAsync());
        await ReadsOnceAsync("GetPayments", () => customer.OwnAsync("GET", "payments"));
        await ReadsOnceAsync("GetPayment", () => customer.OwnAsync("GET", $"payments/{paid["paymentId"]}"));
        await ReadsOnceAsync("GetAccount", () => customer.CabinetAsync("GET", "account"));
        await ReadsOnceAsync("GetEntries", () => customer.CabinetAsync("GET", "entries"));
        await ReadsOnceAsync("RenewSession", () => customer.CabinetAsync("POST", "session/renewal"));
        await ReadsOnceAsync("GetOwnConnections", () => customer.CabinetAsync("GET", "connections"));
        var tariffs = await RunOfAsync(
            "GetTariffs",
            async () => (await customer.WidgetAsync("GET", "tariffs")).Is(200));
        Assert.Empty(tariffs.Kinds);

        async Task ReadsOnceAsync(string function, Func<Task<Reply>> read)
        {
            var run = await RunOfAsync(function, async () => (await read()).Is(200));
            string[] reads = ["query Clients", "read Clients", "query Lookups"];
            Assert.All(run.Kinds, kind => Assert.Contains(kind, reads));
            Assert.Equal((function, 1), (function, run.InSequence()));
        }
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

    // A transaction has a request for each row.
    [GeneratedRegex(@"^(POST|PUT|PATCH|MERGE) http", RegexOptions.Multiline)]
    private static partial Regex Row();
}
