using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

public sealed class ConcurrentPaymentTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Twenty_payments_at_once_spend_no_more_than_there_is()
    {
        var customer = await fixture.NewCustomerAsync();
        var price = Roubles((await customer.QuoteAsync())["amount.amount"]);
        (await customer.TopUpAsync(Text((price * 7) + 0.5m))).Is(201);

        var replies = await Task.WhenAll(
            Enumerable.Range(10, 20).Select(i => customer.PayAsync($"+790000000{i}", amount: Text(price))));

        Assert.Equal(7, replies.Count(reply => reply.Status == 201));
        Assert.All(replies.Where(reply => reply.Status != 201), reply => reply.IsProblem(402, "insufficient-funds"));
        Assert.Equal("0.50", await customer.BalanceAsync());
        var connections = (await customer.ConnectionsAsync()).At("connections")!.AsArray();
        Assert.Equal(7, connections.Count(connection => (string)connection!["status"]! == "paid"));
        await AddsUpAsync(customer, 8);
    }

    [Fact]
    public async Task The_same_payment_many_times_at_once_is_paid_once()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        (await customer.PayAsync()).Is(201);
        var form = Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer.Password);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => customer.PayAsync(form, "same")));

        Assert.Single(replies, reply => reply.Status == 201);
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 201, reply.Text));
        Assert.Single(replies.Select(reply => reply["paymentId"]).Distinct());
        await AddsUpAsync(customer, 3);
    }

    [Fact]
    public async Task Payments_for_one_number_at_once_are_one_and_then_a_price_that_changed()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => customer.PayAsync(amount: amount)));

        // On the first of a month a renewal costs the same.
        Assert.All(replies, reply => Assert.True(reply.Status is 201 || reply.Code is "price-changed", reply.Text));
        Assert.Equal(amount == "3000.00" ? 8 : 1, replies.Count(reply => reply.Status == 201));
        await AddsUpAsync(customer, 1 + replies.Count(reply => reply.Status == 201));
    }

    [Fact]
    public async Task Money_comes_in_and_goes_out_at_once_and_the_ledger_adds_up()
    {
        var customer = await fixture.NewCustomerAsync("40000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;

        var receivedAt = DateTimeOffset.UnixEpoch.AddYears(55);
        var payments = Enumerable.Range(10, 10).Select(i =>
            UntilAnsweredAsync(() => customer.PayAsync($"+790000000{i}", amount: amount, key: $"pay-{i}")));
        var topUps = Enumerable.Range(10, 10).Select(i =>
            UntilAnsweredAsync(() => customer.TopUpAsync("100.00", $"{customer.ClientId}-{i}", receivedAt)));
        var replies = await Task.WhenAll(payments.Concat(topUps));

        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 201, reply.Text));
        Assert.Equal(Text(41000m - (10 * Roubles(amount))), await customer.BalanceAsync());
        await AddsUpAsync(customer, 21);
    }

    [Fact]
    public async Task Of_fifty_guesses_at_once_five_of_each_kind_are_looked_at_and_none_pays()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0
            ? customer.PayAsync(amount: amount, password: $"wrong {i}")
            : customer.LogInAsync($"wrong {i}")));

        Assert.Equal(5, replies.Count(reply => reply.Code is "wrong-password"));
        Assert.Equal(5, replies.Count(reply => reply.Code is "wrong-credentials"));
        string[] refusals = ["wrong-password", "wrong-credentials", "cabinet-locked", "too-many-requests"];
        Assert.All(replies, reply => Assert.Contains(reply.Code, refusals));
        (await customer.PayAsync(amount: amount)).IsProblem(423, "cabinet-locked");
        Assert.Equal("10000.00", await customer.BalanceAsync());
        await AddsUpAsync(customer, 1, canLogIn: false);
    }

    [Fact]
    public async Task Two_instances_of_the_functions_spend_no_more_than_there_is_and_look_at_no_more_guesses()
    {
        var (payer, victim) = (await fixture.NewCustomerAsync(), await fixture.NewCustomerAsync("10000.00"));
        var price = Roubles((await payer.QuoteAsync())["amount.amount"]);
        (await payer.TopUpAsync(Text(price * 3))).Is(201);
        await using var secondSystem = await fixture.StartSecondAsync();
        using var http = new HttpClient();
        Api[] instances = [fixture.Api, new Api(http, secondSystem)];
        Task<Reply> PayAsync(Customer customer, int i, string password) => instances[i % 2].SendAsync(
            "POST",
            $"clients/{customer.ClientId}/payments",
            Forms.Payment($"+790000000{i}", "base", 1, Text(price), password),
            customer.Token,
            ("Idempotency-Key", $"{i}"));

        var payments = await Task.WhenAll(Enumerable.Range(10, 16).Select(i => PayAsync(payer, i, payer.Password)));
        var guesses = await Task.WhenAll(Enumerable.Range(10, 40).Select(i => PayAsync(victim, i, $"wrong {i}")));

        Assert.Equal(3, payments.Count(reply => reply.Status == 201));
        Assert.All(payments.Where(reply => reply.Status != 201), reply => reply.IsProblem(402, "insufficient-funds"));
        Assert.Equal("0.00", await payer.BalanceAsync());
        await AddsUpAsync(payer, 4);
        Assert.Equal(5, guesses.Count(reply => reply.Code == "wrong-password"));
        (await PayAsync(victim, 99, victim.Password)).IsProblem(423, "cabinet-locked");
        Assert.Equal("10000.00", await victim.BalanceAsync());
    }

    /// <summary>Repeats a call while the product is busy, as callers do.</summary>
    private static async Task<Reply> UntilAnsweredAsync(Func<Task<Reply>> call)
    {
        Reply reply;
        do
        {
            reply = await call();
        }
        while (reply.Status is 503 or 429);
        return reply;
    }

    /// <summary>Fails the test unless there are so many entries, and they add up to the balance.</summary>
    private async Task AddsUpAsync(Customer customer, int entries, bool canLogIn = true)
    {
        var balance = Roubles(await customer.BalanceAsync());
        if (canLogIn)
        {
            (await customer.LogInAsync()).Is(200);
            var page = (await customer.CabinetAsync("GET", "entries?limit=200")).Is(200);
            var lines = page.At("entries")!.AsArray().Reverse().ToArray();
            Assert.Equal(Enumerable.Range(1, entries), lines.Select(line => (int)line!["number"]!));
            var sum = 0m;
            Assert.All(lines, line => Assert.Equal(sum += Amount(line!["amount"]), Amount(line!["balanceAfter"])));
            Assert.All(lines, line => Assert.True(Amount(line!["balanceAfter"]) >= 0));
            Assert.Equal(balance, sum);
        }

        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        Assert.Equal(entries, rows.Keys.Count(key => key.StartsWith("entry-", StringComparison.Ordinal)));
    }

    private static decimal Amount(JsonNode? money) => Roubles((string)money!["amount"]!);

    private static decimal Roubles(string? amount) => decimal.Parse(amount!, CultureInfo.InvariantCulture);

    private static string Text(decimal roubles) => roubles.ToString("0.00", CultureInfo.InvariantCulture);
}
