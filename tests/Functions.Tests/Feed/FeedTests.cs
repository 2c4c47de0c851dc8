using System.Globalization;
using System.Text.Json.Nodes;
using static Functions.Tests.Feed.FeedReader;

namespace Functions.Tests.Feed;

/// <summary>Others hear of all that happens to a client.</summary>
public sealed class FeedTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task All_that_happens_to_a_client_is_told_in_a_sequence_without_gaps()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        (await customer.PayAsync()).Is(201);
        var (phone, tariff) = ("+79007654321", "base");
        (await customer.OwnAsync("POST", "connections", new { phone, tariff, label = "Склад" })).Is(201);
        (await customer.OwnAsync("POST", "connection-removals", new { phone })).Is(204);
        (await customer.OwnAsync("PATCH", "", new { name = "ООО «Лютик»" })).Is(200);
        (await IssueAsync(customer)).Is(201);
        await CorrectAsync(customer, entry: 1, "100.00");

        var told = await fixture.ToldAsync(customer);

        Assert.Equal(
            [
                "client-changed", "money-arrived", "subscription-changed", "subscription-paid", "subscription-changed",
                "subscription-changed", "client-changed", "invoice-issued", "client-changed",
            ],
            told.OrderBy(SequenceOf).Select(TypeOf));
        Assert.Equal(Enumerable.Range(1, told.Length).Select(i => (long)i), told.Select(SequenceOf).Order());
        Assert.All(told, each => Assert.InRange((long)DataOf(each)["stateOf"]!, SequenceOf(each), told.Length));
    }

    [Fact]
    public async Task A_payment_is_told_with_its_entry_and_with_what_is_paid_until_when()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var payment = (await customer.PayAsync()).Is(201);

        var told = (await fixture.ToldAsync(customer)).Single(each => TypeOf(each) == "subscription-paid");

        var data = DataOf(told);
        Assert.Equal(
            (customer.Account, customer.ClientId, customer.AccountNumber),
            ((string?)data["account"], (string?)data["clientId"], (string?)data["accountNumber"]));
        Assert.Equal(await customer.BalanceAsync(), (string?)data["balance"]!["amount"]);
        var number = Assert.Single(data["connections"]!.AsArray())!;
        Assert.Equal(
            (Customer.Phone, "paid", payment["paidThrough"], "base"),
            ((string?)number["phone"], (string?)number["status"], (string?)number["paidThrough"],
                (string?)number["nextTariff"]));
        Assert.Equal(
            ("base", payment["paidThrough"]),
            ((string?)number["paidPeriods"]![0]!["tariff"], (string?)number["paidPeriods"]![0]!["paidThrough"]));
        Assert.Equal(("payment", 2), ((string?)data["entry"]!["kind"], (int)data["entry"]!["number"]!));
        var item = Assert.Single(data["entry"]!["items"]!.AsArray())!;
        Assert.Equal(payment["amount.amount"], (string?)item["amount"]!["amount"]);
        Assert.DoesNotContain(customer.Email, told.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"evt-{customer.ClientId}-{SequenceOf(told)}", (string?)told["event"]!["id"]);
    }

    [Fact]
    public async Task Calls_at_the_same_moment_draw_each_number_once()
    {
        var customer = await fixture.NewCustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            await Eventually.IsAsync(
                async () => (await customer.ChooseAsync($"+7900555000{i % 10}")).Status is 200 or 201,
                "The tariff is chosen.");
            (await customer.TopUpAsync("1.00")).Is(201);
        }));

        var told = await fixture.ToldAsync(customer);

        Assert.Equal(Enumerable.Range(1, 25).Select(i => (long)i), told.Select(SequenceOf).Order());
        Assert.Equal(Enumerable.Range(1, 25), told.Select(each => (int)each["number"]!));
        var newest = told.MaxBy(each => (long)DataOf(each)["stateOf"]!)!;
        Assert.Equal(25, (long)DataOf(newest)["stateOf"]!);
        Assert.Equal("12.00", (string?)DataOf(newest)["balance"]!["amount"]);
    }

    [Fact]
    public async Task A_reader_goes_on_from_where_it_stopped()
    {
        var customer = await fixture.NewCustomerAsync("1.00");
        (await customer.ChooseAsync()).Is(201);
        var all = (await fixture.ToldAsync(customer)).Select(each => each.ToJsonString()).ToArray();
        Assert.Equal(3, all.Length);

        var first = (await customer.EventsAsync(limit: 2)).Is(200);
        var second = (await customer.EventsAsync(after: 2)).Is(200);
        var third = (await customer.EventsAsync(after: 3)).Is(200);
        var beyond = (await customer.EventsAsync(after: long.MaxValue)).Is(200);

        Assert.Equal(all[..2], first.At("events")!.AsArray().Select(each => each!.ToJsonString()));
        Assert.Equal(all[2..], second.At("events")!.AsArray().Select(each => each!.ToJsonString()));
        Assert.Equal(("2", "3", "3"), (first["next"], second["next"], third["next"]));
        Assert.Empty(third.At("events")!.AsArray());
        Assert.Empty(beyond.At("events")!.AsArray());
        Assert.Equal(long.MaxValue, (long)beyond.At("next")!);
    }

    [Theory]
    [InlineData("after=-1", "after")]
    [InlineData("after=", "after")]
    [InlineData("after=one", "after")]
    [InlineData("after=9223372036854775808", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=1.0&after=1e3", "limit", "after")]
    public async Task A_part_that_there_cannot_be_is_refused(string query, params string[] fields)
    {
        var customer = fixture.NewCustomer();

        (await customer.WidgetAsync("GET", "account/events?" + query)).IsProblem(422, "validation-failed", fields);
        (await fixture.Api.AutomateAsync("GET", "events?" + query)).IsProblem(422, "validation-failed", fields);
    }

    [Fact]
    public async Task The_feed_of_all_clients_has_the_same_events_and_needs_the_function_key()
    {
        var customers = await fixture.NewCustomersAsync(2, "1.00");
        var told = (await Task.WhenAll(customers.Select(fixture.ToldAsync))).SelectMany(each => each)
            .Select(each => each["event"]!.ToJsonString());

        var all = new List<JsonObject>();
        for (long after = 0; (await ReadAsync(after)) is { Count: > 0 } events; after = (long)events[^1]!["number"]!)
        {
            all.AddRange(events.Select(each => each!.AsObject()));
        }

        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(each => (int)each["number"]!));
        var ids = customers.Select(customer => customer.ClientId).ToArray();
        Assert.Equal(
            told.Order(StringComparer.Ordinal),
            all.Where(each => ids.Contains((string?)DataOf(each)["clientId"]))
                .Select(each => each["event"]!.ToJsonString())
                .Order(StringComparer.Ordinal));
        Assert.Equal(401, (await customers[0].WidgetAsync("GET", "events")).Status);

        async Task<JsonArray> ReadAsync(long after) =>
            (await fixture.Api.AutomateAsync("GET", $"events?after={after}&limit=7")).Is(200).At("events")!.AsArray();
    }

    [Fact]
    public async Task Another_widget_account_sees_nothing()
    {
        await fixture.NewCustomerAsync("1.00");
        var stranger = fixture.NewCustomer();

        Assert.Empty(await fixture.ToldAsync(stranger));
        (await fixture.Api.SendAsync("GET", "account/events")).IsProblem(401, "unauthorized");
    }

    private static Task<Reply> IssueAsync(Customer customer) => customer.OwnAsync(
        "POST",
        "invoices",
        new { amount = new { amount = "500.00", currency = "RUB" } },
        ("Idempotency-Key", "invoice"));

    private async Task CorrectAsync(Customer customer, long entry, string amount) =>
        (await fixture.Api.AutomateAsync(
            "POST",
            $"accounts/{customer.AccountNumber}/corrections",
            new
            {
                entry,
                amount = new { amount, currency = "RUB" },
                reason = "ошибка",
                @operator = "Иванова Анна",
            },
            ("Idempotency-Key", entry.ToString(CultureInfo.InvariantCulture)))).Is(201);
}
