using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Functions.Tests.Payments;

public sealed class PayTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_customer_pays_a_subscription_from_the_balance()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var quote = (await customer.QuoteAsync(months: 2)).Is(200);

        var paid = (await customer.PayAsync(months: 2)).Is(201);

        Assert.Equal(
            (Customer.Phone, "base", "2", quote["amount.amount"], quote["periodStart"], quote["paidThrough"]),
            (paid["phone"], paid["tariff"], paid["months"], paid["amount.amount"], paid["periodStart"], paid["paidThrough"]));
        Assert.Equal(
            (Customer.Phone, "base", "paid", "Оплачено", quote["paidThrough"]),
            (paid["subscription.phone"], paid["subscription.tariff"], paid["subscription.status"], paid["subscription.statusText"], paid["subscription.paidThrough"]));
        Assert.Equal(10000m - Roubles(quote["amount.amount"]), Roubles(paid["balanceAfter.amount"]));
        Assert.Equal(paid["balanceAfter.amount"], await customer.BalanceAsync());
        Assert.Equal($"/api/clients/{customer.ClientId}/payments/{paid["paymentId"]}", paid.Headers["Location"]);
        Assert.InRange(fixture.System.Clock.GetUtcNow() - DateTimeOffset.Parse(paid["paidAt"]!, null), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.True(JsonNode.DeepEquals(paid.At("subscription"), (await customer.ConnectionsAsync()).At("connections.0")));

        var receipt = await customer.LetterAsync("Оплачено");
        Assert.Contains(Customer.Phone, receipt.Text, StringComparison.Ordinal);
        Assert.Contains("«", (await customer.LetterAsync("Деньги поступили")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_starts_the_day_after_the_last_paid_one()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var first = (await customer.PayAsync()).Is(201);

        var renewal = (await customer.PayAsync()).Is(201);

        Assert.Equal(DateOnly.Parse(first["paidThrough"]!, null).AddDays(1), DateOnly.Parse(renewal["periodStart"]!, null));
        Assert.Equal("3000.00", renewal["amount.amount"]);
        Assert.Equal(renewal["paidThrough"], renewal["subscription.paidThrough"]);
    }

    [Fact]
    public async Task A_payment_for_another_tariff_changes_the_tariff()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync()).Is(201);

        Assert.Equal("extended", (await customer.PayAsync(tariff: "extended")).Is(201)["subscription.tariff"]);
        var chosen = (await customer.ChooseAsync()).Is(200);
        Assert.Equal(("base", "paid"), (chosen["tariff"], chosen["status"]));
    }

    [Fact]
    public async Task A_replay_answers_as_before_and_debits_nothing()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var (form, paid) = await RenewAsync(customer);

        var replayed = (await customer.PayAsync(form, "replay")).Is(200);
        var inAnotherForm = (await customer.PayAsync(form.With("phone", "8 (900) 123-45-67"), "replay")).Is(200);

        Assert.True(JsonNode.DeepEquals(paid.Json, replayed.Json), replayed.Text);
        Assert.Equal(paid["paymentId"], inAnotherForm["paymentId"]);
        await IsPaidAsync(customer, paid, 2);
    }

    [Fact]
    public async Task A_replay_needs_no_right_password_and_counts_no_wrong_one()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var (form, paid) = await RenewAsync(customer);

        for (var i = 0; i < 6; i++)
        {
            (await customer.PayAsync(form.With("password", "changed since"), "replay")).Is(200);
        }

        (await customer.LogInAsync()).Is(200);
        await IsPaidAsync(customer, paid, 2);
    }

    [Fact]
    public async Task A_replay_is_answered_although_the_balance_is_used_up_and_the_cabinet_locked()
    {
        var customer = await fixture.NewCustomerAsync("3000.00");
        var amount = (await customer.QuoteAsync(months: 1))["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        var paid = (await customer.PayAsync(form, "replay")).Is(201);
        for (var i = 0; i < 6; i++)
        {
            await customer.LogInAsync("wrong password");
        }

        (await customer.LogInAsync()).IsProblem(423, "cabinet-locked");
        (await customer.PayAsync(form, "replay")).Is(200);
        await IsPaidAsync(customer, paid, 1);
    }

    [Fact]
    public async Task What_two_people_were_both_shown_is_paid_by_one_and_shown_anew_to_the_other()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync()).Is(201);

        // Whole months cost the same whenever they begin.
        var quote = (await customer.QuoteAsync(months: 2)).Is(200);
        var form = Forms.Payment(Customer.Phone, "base", 2, quote["amount.amount"]!, customer.Password).With("periodStart", quote["periodStart"]);
        (await customer.PayAsync(form, "one")).Is(201);
        (await customer.PayAsync(form, "one")).Is(200);
        await fixture.QuietAsync();

        var refused = (await fixture.UnchangedByAsync(() => customer.PayAsync(form, "other"))).IsProblem(409, "price-changed");
        Assert.NotEqual(quote["periodStart"], refused["quote.periodStart"]);
        Assert.Equal(quote["amount.amount"], refused["quote.amount.amount"]);
        (await customer.PayAsync(form.With("periodStart", refused["quote.periodStart"]), "other")).Is(201);
        (await customer.PayAsync(form, "other")).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_key_may_not_be_used_for_something_else()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        var paid = (await customer.PayAsync(form, "used")).Is(201);
        await fixture.QuietAsync();

        foreach (var other in new[] { form.With("phone", "+79001234568"), form.With("months", 2), form.With("tariff", "extended"), form.With("amount.amount", "1.00") })
        {
            (await fixture.UnchangedByAsync(() => customer.PayAsync(other, "used"), mayMark: true)).IsProblem(422, "idempotency-key-reused");
        }

        await IsPaidAsync(customer, paid, 1);
    }

    [Fact]
    public async Task Two_clients_may_use_the_same_key()
    {
        var customers = await fixture.NewCustomersAsync(2, "3000.00");

        Assert.All(await Task.WhenAll(customers.Select(customer => customer.PayAsync(key: "1"))), reply => reply.Is(201));
    }

    [Fact]
    public async Task Without_the_money_nothing_is_paid_and_the_answer_says_what_is_missing()
    {
        var customer = await fixture.NewCustomerAsync("10.50");
        await fixture.QuietAsync();

        var refused = (await fixture.UnchangedByAsync(() => customer.PayAsync(months: 2))).IsProblem(402, "insufficient-funds");

        Assert.Equal("10.50", refused["balance.amount"]);
        Assert.Equal(Roubles(refused["amount.amount"]) - 10.50m, Roubles(refused["shortfall.amount"]));
        Assert.Equal((await customer.QuoteAsync(months: 2))["amount.amount"], refused["amount.amount"]);

        (await customer.TopUpAsync(refused["shortfall.amount"]!)).Is(201);
        Assert.Equal("0.00", (await customer.PayAsync(months: 2)).Is(201)["balanceAfter.amount"]);
    }

    [Fact]
    public async Task Another_amount_than_quoted_is_refused_with_the_quote()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.QuietAsync();

        var refused = (await fixture.UnchangedByAsync(() => customer.PayAsync(amount: "1.00"))).IsProblem(409, "price-changed");

        Assert.True(JsonNode.DeepEquals((await customer.QuoteAsync()).Json, refused.At("quote")), refused.Text);
    }

    [Fact]
    public async Task An_account_under_review_pays_nothing_but_takes_money_in()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var account = (await fixture.Rows.OfAsync(customer.ClientId))["state-account"];
        account["UnderReview"] = true;
        await fixture.Rows.Table("Clients").UpdateEntityAsync(account, account.ETag, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        await fixture.QuietAsync();

        (await fixture.UnchangedByAsync(() => customer.PayAsync())).IsProblem(409, "account-under-review");
        (await customer.TopUpAsync("1.00")).Is(201);
    }

    [Fact]
    public async Task A_wrong_password_pays_nothing()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");

        var refused = (await customer.PayAsync(password: "wrong password")).IsProblem(403, "wrong-password");

        Assert.Equal("4", refused["attemptsLeft"]);
        Assert.Equal("10000.00", await customer.BalanceAsync());
        Assert.Empty((await customer.ConnectionsAsync()).At("connections")!.AsArray());
        Assert.Empty((await customer.OwnAsync("GET", "payments")).At("payments")!.AsArray());
        (await customer.PayAsync()).Is(201);
    }

    /// <summary>Pays a number for the second time: the next month costs the same, so that a repetition could be paid once more.</summary>
    private async Task<(JsonObject Form, Reply Paid)> RenewAsync(Customer customer)
    {
        (await customer.PayAsync()).Is(201);
        var form = Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer.Password);
        var paid = (await customer.PayAsync(form, "replay")).Is(201);
        Assert.Equal("3000.00", (await customer.QuoteAsync())["amount.amount"]);
        await fixture.QuietAsync();
        return (form, paid);
    }

    private static async Task IsPaidAsync(Customer customer, Reply paid, int payments)
    {
        Assert.Equal(paid["balanceAfter.amount"], await customer.BalanceAsync());
        Assert.Equal(payments, (await customer.OwnAsync("GET", "payments")).Is(200).At("payments")!.AsArray().Count);
        int Receipts() => customer.Letters.Count(letter => letter.Subject.StartsWith("Оплачено", StringComparison.Ordinal));
        await Eventually.IsAsync(() => Task.FromResult(Receipts() >= payments), "Every payment has its receipt.");
        Assert.Equal(payments, Receipts());
    }

    private static decimal Roubles(string? amount) => decimal.Parse(amount!, System.Globalization.CultureInfo.InvariantCulture);
}
