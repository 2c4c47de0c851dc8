using Functions.Tests.Feed;
using Functions.Tests.Reconciliation;

namespace Functions.Tests.Golden;

/// <summary>Rows that an earlier version stored are read, and gone on with, by this one.</summary>
public sealed class GoldenTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Everything_is_read()
    {
        await using var fixture = await StartAsync(isNew: false);
        var good = Customer(fixture, GoldenFixture.GoodAccount);
        var session = await LogInAsync(fixture, good);

        var client = (await good.ReadAsync()).Is(200);
        Assert.Equal("credentials-sent", client["status"]);
        Assert.Equal("ООО «Ромашка»", client["requisites.name"]);
        Assert.Equal(BalanceOf(good), client["cabinet.balance.amount"]);
        var clients = (await good.WidgetAsync("GET", "clients")).Is(200);
        Assert.Equal(good.ClientId, clients["clients.0.clientId"]);
        var connections = (await good.ConnectionsAsync()).Is(200);
        Assert.Equal("Истекла", connections["connections.0.statusText"]);
        Assert.Equal("Оплачено", connections["connections.1.statusText"]);
        (await good.QuoteAsync()).Is(200);
        var payments = (await good.OwnAsync("GET", "payments")).Is(200);
        Assert.Equal(2, payments.At("payments")!.AsArray().Count);
        foreach (var payment in payments.At("payments")!.AsArray())
        {
            (await good.OwnAsync("GET", $"payments/{payment!["paymentId"]}")).Is(200);
        }

        Assert.Equal(
            BalanceOf(good),
            (await fixture.Api.SendAsync("GET", "cabinet/account", bearer: session)).Is(200)["balance.amount"]);
        var entries = (await fixture.Api.SendAsync("GET", "cabinet/entries", bearer: session)).Is(200);
        Assert.Equal(4, entries.At("entries")!.AsArray().Count);
        Assert.Equal(BalanceOf(good), entries["entries.0.balanceAfter.amount"]);
        await HasFailuresAsync(fixture);
    }

    [Fact]
    public async Task What_was_paid_together_is_read_and_checked()
    {
        await using var fixture = await StartAsync(isNew: false);
        var several = Customer(fixture, GoldenFixture.SeveralAccount);

        var payments = (await several.OwnAsync("GET", "payments")).Is(200);
        Assert.Equal(2, payments.At("payments.0.items")!.AsArray().Count);
        Assert.Equal(Functions.Tests.Customer.Phone, payments["payments.1.phone"]);
        var connections = (await several.ConnectionsAsync()).Is(200);
        Assert.Equal(2, connections.At("connections")!.AsArray().Count);
        Assert.Equal("Склад", connections["connections.0.label"]);
        await fixture.ReconcileAsync(several, isWhole: true);
        Assert.False(await fixture.IsFrozenAsync(several));
        Assert.Equal("expired", (await several.ChooseAsync()).Is(200)["status"]);
    }

    [Fact]
    public async Task It_is_paid_from_topped_up_checked_and_ended()
    {
        await using var fixture = await StartAsync(isNew: false);
        var good = Customer(fixture, GoldenFixture.GoodAccount);

        (await good.PayAsync("+79005550000")).Is(201);
        var topUp = Forms.TopUp(AccountNumberOf(good), "1.00", "bank-later", GoldenFixture.End);
        (await fixture.Api.AutomateAsync("POST", "topups", topUp)).Is(201);
        var again = Forms.TopUp(AccountNumberOf(good), "1.00", "bank-golden-good", GoldenFixture.End);
        (await fixture.Api.AutomateAsync("POST", "topups", again)).IsProblem(422, "idempotency-key-reused");
        await fixture.DrainAsync();
        await fixture.RunTimerAsync("ReconcileBalances");
        await fixture.ReconcileAsync(good, isWhole: true);
        await HasFailuresAsync(fixture);

        fixture.PassUntil(new DateTimeOffset(2027, 4, 30, 21, 10, 0, TimeSpan.Zero));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();
        var statuses = (await fixture.Rows.OfAsync(good.ClientId)).Values
            .Where(row => row.RowKey.StartsWith("state-subscription-", StringComparison.Ordinal))
            .Select(row => row.GetString("Status"));
        Assert.Equal(["expired", "expired", "expired"], statuses);
        await HasFailuresAsync(fixture);
    }

    [Fact]
    public async Task Its_emails_are_read_and_not_sent_again()
    {
        await using var fixture = await StartAsync(isNew: false);
        var good = Customer(fixture, GoldenFixture.GoodAccount);
        var emails = GoldenRows.Read().Select(each => each.Row).Where(row =>
            row.PartitionKey == good.ClientId && row.RowKey.StartsWith("email-", StringComparison.Ordinal)).ToArray();
        string[] kinds =
        [
            "address-changed", "credentials", "money-arrived", "password-changed", "password-reset",
            "payment-receipt", "subscriptions-end", "subscriptions-ended",
        ];
        Assert.Equal(kinds, emails.Select(email => email.GetString("Kind")).Distinct().Order());

        foreach (var email in emails)
        {
            var id = email.RowKey["email-".Length..];
            await fixture.SendAsync("send-email", $$"""{"clientId":"{{good.ClientId}}","emailId":"{{id}}"}""");
        }

        await fixture.DrainAsync();
        Assert.Equal(0, fixture.Mail.Sent);
        await HasFailuresAsync(fixture);
    }

    [Fact]
    public async Task Invoices_statements_and_money_in_suspense_are_still_there()
    {
        await using var fixture = await StartAsync(isNew: false);
        var customer = Customer(fixture, GoldenFixture.BankAccount);

        var invoices = (await customer.OwnAsync("GET", "invoices")).Is(200);
        Assert.Equal("partly-paid", invoices["invoices.0.status"]);
        Assert.Equal("100.00", invoices["invoices.0.received.amount"]);
        var statements = (await fixture.Api.AutomateAsync("GET", "statements")).Is(200);
        var report = (await fixture.Api.AutomateAsync("GET", $"statements/{statements["statements.0.id"]}")).Is(200);
        Assert.Equal(
            ["credited", "outgoing", "suspense", "suspense", "suspense"],
            report.At("lines")!.AsArray().Select(line => (string)line!["result"]!).Order());
        var suspense = (await fixture.Api.AutomateAsync("GET", "suspense")).Is(200).At("movements")!.AsArray();
        var id = suspense.First(each => (string?)each!["rest"]!["amount"] == "50.00")!["id"];
        var accountNumber = (await customer.ReadAsync()).Is(200)["cabinet.accountNumber"]!;
        var form = new { accountNumber, reason = "по письму", @operator = "Иванова" };
        var assigned = await fixture.Api.AutomateAsync(
            "POST",
            $"suspense/{id}/assignments",
            form,
            ("Idempotency-Key", "later"));
        Assert.Equal("credited", assigned.Is(200)["status"]);
        await fixture.ReconcileAsync(customer, isWhole: true);
        await fixture.SettleAsync();
        await HasFailuresAsync(fixture);
    }

    [Fact]
    public async Task Clients_that_are_older_than_the_feed_come_into_it_with_the_weekly_check()
    {
        await using var fixture = await StartAsync(isNew: false);
        var good = Customer(fixture, GoldenFixture.GoodAccount);
        Assert.Empty(await fixture.ToldAsync(good));

        await fixture.ReconcileAsync(good, isWhole: true);
        await fixture.SettleAsync();
        await fixture.ReconcileAsync(good, isWhole: true);
        await fixture.SettleAsync();

        var told = Assert.Single(await fixture.ToldAsync(good));
        Assert.Equal(("client-changed", 1), (FeedReader.TypeOf(told), FeedReader.SequenceOf(told)));
        Assert.Equal(2, FeedReader.DataOf(told)["connections"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_others_were_told_is_still_there_and_goes_on()
    {
        await using var fixture = await StartAsync(isNew: false);
        var customer = Customer(fixture, GoldenFixture.NewestAccount);
        var all = (await fixture.Api.AutomateAsync("GET", "events")).Is(200);
        var log = (await fixture.Api.AutomateAsync("GET", "operator/webhook-deliveries")).Is(200);
        var told = all.At("events")!.AsArray();
        Assert.Equal(
            told.Select(each => (string?)each!["event"]!["id"]).Order(StringComparer.Ordinal),
            log.At("deliveries")!.AsArray().Select(each => (string?)each!["eventId"]).Order(StringComparer.Ordinal));
        Assert.Equal(6, told.Select(each => (string?)each!["event"]!["type"]).Distinct().Count());
        Assert.Equal("Иванова Анна", log["deliveries.0.retriedBy"]);

        (await customer.ChooseAsync()).Is(200);
        await fixture.SettleAsync();

        var next = (await fixture.Api.AutomateAsync("GET", $"events?after={all["next"]}")).Is(200);
        Assert.Equal(told.Count + 1, (int)next.At("events.0.event.data.sequence")!);
        Assert.Equal((long)all.At("next")! + 1, (long)next.At("next")!);
        Assert.Equal("delivered", (await fixture.Api.AutomateAsync("GET", "operator/webhook-deliveries"))
            ["deliveries.0.status"]);
        await fixture.ReconcileAsync(customer, isWhole: true);
        await fixture.RunTimerAsync("ReconcileBank");
        await fixture.SettleAsync();
        await HasFailuresAsync(fixture);
    }

    [Fact]
    public async Task A_freeze_is_still_there_and_can_be_lifted()
    {
        await using var fixture = await StartAsync(isNew: false);
        var frozen = Customer(fixture, GoldenFixture.FrozenAccount);
        (await frozen.PayAsync()).IsProblem(409, "account-under-review");

        await fixture.RetryAsync(frozen);

        (await frozen.PayAsync()).Is(201);
        await HasFailuresAsync(fixture);
    }

    /// <summary>
    /// A new column needs a default for rows that lack it: this file is where that is seen. With <c>WRITE_GOLDEN=1</c>
    /// in the environment the rows of the newest client are added to it, once.
    /// </summary>
    [Fact]
    public async Task It_has_every_column_that_is_written_today()
    {
        await using var fixture = await StartAsync(isNew: true);
        var newest = await new GoldenMonth(fixture).PlayAsync();
        var rows = await GoldenRows.StoredAsync(fixture.System.Storage);
        if (Environment.GetEnvironmentVariable("WRITE_GOLDEN") == "1")
        {
            GoldenRows.Add(rows, newest);
        }

        var columns = GoldenRows.ColumnsOf(rows);

        // The file may have more: some rows, such as the name of a changed account, are stored for a while only.
        Assert.Empty(columns.Except(GoldenRows.ColumnsOf(GoldenRows.Read())));
    }

    private async Task<GoldenFixture> StartAsync(bool isNew)
    {
        var fixture = new GoldenFixture(azurite, isNew);
        await fixture.InitializeAsync();
        return fixture;
    }

    /// <summary>The client of the file that belongs to a widget account.</summary>
    private static Customer Customer(GoldenFixture fixture, string account)
    {
        var customer = fixture.NewCustomer(account);
        customer.Password = GoldenFixture.Password;
        customer.ClientId = GoldenRows.Read().First(each =>
            each.Row.GetString("WidgetAccount") == account).Row.PartitionKey;
        return customer;
    }

    // What was found in a client and in a bank day, no more and no less.
    private static async Task HasFailuresAsync(GoldenFixture fixture) => Assert.Equal(
        ["books-differ 2027-03-09", " "],
        (await fixture.FailuresAsync()).Select(each => $"{each.GetProperty("found")} {each.GetProperty("day")}"));

    private static async Task<string> LogInAsync(GoldenFixture fixture, Customer customer)
    {
        var form = new { login = RowOf(customer, "state-cabinet").GetString("Login"), password = customer.Password };
        return (await fixture.Api.SendAsync("POST", "cabinet/session", form)).Is(200)["token"]!;
    }

    private static string AccountNumberOf(Customer customer) => RowOf(customer, "state-account").GetString("Number");

    private static string BalanceOf(Customer customer)
    {
        var kopecks = RowOf(customer, "state-account").GetInt64("Balance")!.Value;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kopecks / 100}.{kopecks % 100:00}");
    }

    private static Azure.Data.Tables.TableEntity RowOf(Customer customer, string rowKey) =>
        GoldenRows.Read().First(each =>
            each.Row.PartitionKey == customer.ClientId && each.Row.RowKey == rowKey).Row;
}
