using System.Globalization;
using System.Text.Json.Nodes;
using Billing;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Payments;

public sealed class PayTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_customer_pays_a_subscription_from_the_balance()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var quote = (await customer.QuoteAsync(months: 2)).Is(200);

        var payment = (await customer.PayAsync(months: 2)).Is(201);

        Assert.Equal(
            (Customer.Phone, "base", "2", quote["amount.amount"]),
            (payment["phone"], payment["tariff"], payment["months"], payment["amount.amount"]));
        Assert.Equal(
            (quote["periodStart"], quote["paidThrough"]),
            (payment["periodStart"], payment["paidThrough"]));
        Assert.Equal(
            (Customer.Phone, "base", quote["paidThrough"]),
            (payment["subscription.phone"], payment["subscription.tariff"], payment["subscription.paidThrough"]));
        Assert.Equal(
            ("paid", "Оплачено"),
            (payment["subscription.status"], payment["subscription.statusText"]));
        Assert.Equal(10000m - Roubles(quote["amount.amount"]), Roubles(payment["balanceAfter.amount"]));
        Assert.Equal(payment["balanceAfter.amount"], await customer.BalanceAsync());
        Assert.Equal(
            $"/api/clients/{customer.ClientId}/payments/{payment["paymentId"]}",
            payment.Headers["Location"]);
        var paidAt = DateTimeOffset.Parse(payment["paidAt"]!, null);
        Assert.InRange(fixture.System.Clock.GetUtcNow() - paidAt, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        var connections = await customer.ConnectionsAsync();
        var connection = connections.At("connections.0")!.AsObject();
        Assert.Equal(payment["paidThrough"], connections["connections.0.paidPeriods.0.paidThrough"]);
        connection.Remove("paidPeriods");
        Assert.True(JsonNode.DeepEquals(payment.At("subscription"), connection));

        var receipt = await customer.LetterAsync("Оплачено");
        Assert.Contains(RussianText.Phone(Customer.Phone), receipt.Text, StringComparison.Ordinal);
        Assert.Contains("«", (await customer.LetterAsync("Деньги поступили")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_starts_the_day_after_the_last_paid_one()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var firstPayment = (await customer.PayAsync()).Is(201);

        var renewal = (await customer.PayAsync()).Is(201);

        Assert.Equal(
            DateOnly.Parse(firstPayment["paidThrough"]!, null).AddDays(1),
            DateOnly.Parse(renewal["periodStart"]!, null));
        Assert.Equal("3000.00", renewal["amount.amount"]);
        Assert.Equal(renewal["paidThrough"], renewal["subscription.paidThrough"]);
    }

    [Fact]
    public async Task A_payment_for_another_tariff_changes_the_tariff()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync()).Is(201);

        Assert.Equal("extended", (await customer.PayAsync(tariff: "extended")).Is(201)["subscription.tariff"]);
        var connection = (await customer.ChooseAsync()).Is(200);
        Assert.Equal(("base", "paid"), (connection["tariff"], connection["status"]));
    }

    [Fact]
    public async Task A_quote_shown_to_two_people_is_paid_by_one_and_the_other_gets_a_new_quote()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync()).Is(201);

        // Whole months cost the same whenever they begin.
        var quote = (await customer.QuoteAsync(months: 2)).Is(200);
        var form = Forms.Payment(Customer.Phone, "base", 2, quote["amount.amount"]!, customer.Password)
            .With("periodStart", quote["periodStart"]);
        (await customer.PayAsync(form, "one")).Is(201);
        (await customer.PayAsync(form, "one")).Is(200);

        var refusal = await fixture.UnchangedByAsync(() => customer.PayAsync(form, "other"));
        refusal.IsProblem(409, "price-changed");
        Assert.NotEqual(quote["periodStart"], refusal["quote.periodStart"]);
        Assert.Equal(quote["amount.amount"], refusal["quote.amount.amount"]);
        (await customer.PayAsync(form.With("periodStart", refusal["quote.periodStart"]), "other")).Is(201);
        (await customer.PayAsync(form, "other")).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Without_the_money_nothing_is_paid_and_the_answer_says_what_is_missing()
    {
        var customer = await fixture.NewCustomerAsync("10.50");

        var refusal = await fixture.UnchangedByAsync(() => customer.PayAsync(months: 2));

        refusal.IsProblem(402, "insufficient-funds");
        Assert.Equal("10.50", refusal["balance.amount"]);
        Assert.Equal(Roubles(refusal["amount.amount"]) - 10.50m, Roubles(refusal["shortfall.amount"]));
        Assert.Equal((await customer.QuoteAsync(months: 2))["amount.amount"], refusal["amount.amount"]);

        (await customer.TopUpAsync(refusal["shortfall.amount"]!)).Is(201);
        Assert.Equal("0.00", (await customer.PayAsync(months: 2)).Is(201)["balanceAfter.amount"]);
    }

    [Fact]
    public async Task Another_amount_than_quoted_is_refused_with_the_quote()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");

        var refusal = await fixture.UnchangedByAsync(() => customer.PayAsync(amount: "1.00"));

        refusal.IsProblem(409, "price-changed");
        Assert.True(JsonNode.DeepEquals((await customer.QuoteAsync()).Json, refusal.At("quote")), refusal.Text);
    }

    [Fact]
    public async Task An_account_under_review_pays_nothing_but_takes_money_in()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.QuietAsync();
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(customer.ClientId, CancellationToken);
        var commit = new Commit(state).Save(state.Account! with { IsFrozen = true });
        Assert.True(await states.TryCommitAsync(commit, CancellationToken));

        (await fixture.UnchangedByAsync(() => customer.PayAsync())).IsProblem(409, "account-under-review");
        (await customer.TopUpAsync("1.00")).Is(201);
    }

    [Fact]
    public async Task A_number_above_the_most_is_refused_before_any_debit_and_the_others_can_be_paid()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        await AddSubscriptionsAsync(customer, 500);

        (await fixture.UnchangedByAsync(() => customer.PayAsync(amount: amount)))
            .IsProblem(409, "too-many-connections");
        Assert.Equal("10000.00", await customer.BalanceAsync());
        (await customer.PayAsync(PhoneOf(499), amount: amount)).Is(201);
    }

    [Fact]
    public async Task A_wrong_password_pays_nothing()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");

        var refusal = (await customer.PayAsync(password: "wrong password")).IsProblem(403, "wrong-password");

        Assert.Equal("4", refusal["attemptsLeft"]);
        Assert.Equal("10000.00", await customer.BalanceAsync());
        Assert.Empty((await customer.ConnectionsAsync()).At("connections")!.AsArray());
        Assert.Empty((await customer.OwnAsync("GET", "payments")).At("payments")!.AsArray());
        (await customer.PayAsync()).Is(201);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Writes numbers that were never paid for; a transaction takes a hundred rows.</summary>
    private async Task AddSubscriptionsAsync(Customer customer, int count)
    {
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(customer.ClientId, CancellationToken);
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            var commit = new Commit(state);
            foreach (var number in numbers)
            {
                commit.Save(Subscription.Unpaid(PhoneOf(number), "base"));
            }

            Assert.True(await states.TryCommitAsync(commit, CancellationToken));
        }
    }

    private static string PhoneOf(int number) => $"+79110000{number:000}";

    private static decimal Roubles(string? amount) => decimal.Parse(amount!, CultureInfo.InvariantCulture);
}
