using System.Globalization;
using Functions.Tests.Reconciliation;

namespace Functions.Tests.Subscriptions;

/// <summary>Another tariff at once, and numbers that are paid for and not wanted any more.</summary>
public sealed class ChangesTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task Many_months_at_once_have_a_discount_in_quote_terms_payment_and_invoice()
    {
        var customer = await fixture.NewCustomerAsync("60000.00");
        var quote = (await customer.QuoteAsync(months: 6)).Is(200);
        var items = new { items = new[] { new { phone = Customer.Phone, tariff = "base" } } };
        var terms = (await customer.OwnAsync("POST", "terms", items)).Is(200);
        var invoiceItems = new { items = new[] { new { phone = "+79005550001", tariff = "base", months = 12 } } };
        var poor = await fixture.NewCustomerAsync();
        var invoice = (await poor.OwnAsync("POST", "invoices", invoiceItems, ("Idempotency-Key", "long"))).Is(201);

        Assert.Equal("10", quote["discount.percent"]);
        Assert.Equal(Sum(quote, "discount.gross") - Sum(quote, "discount.amount"), Sum(quote, "amount"));
        Assert.Equal(quote["amount.amount"], terms["terms.5.amount.amount"]);
        Assert.Equal(quote["discount.amount.amount"], terms["terms.5.discount.amount.amount"]);
        Assert.Null(terms["terms.4.discount"]);
        Assert.Contains("скидка 20 %", invoice["lines.1.name"], StringComparison.Ordinal);
        Assert.Equal(quote["amount.amount"], (await customer.PayAsync(months: 6)).Is(201)["amount.amount"]);
    }

    [Fact]
    public async Task A_tariff_is_changed_at_once_for_what_the_preview_says()
    {
        var customer = await fixture.NewCustomerAsync("60000.00");
        var paid = (await customer.PayAsync(months: 6)).Is(201);
        var balance = Sum(paid, "balanceAfter");

        var preview = (await PreviewAsync(customer, "extended")).Is(200);
        var debit = Sum(preview, "amount");
        Assert.Equal(("debit", paid["paidThrough"]), (preview["direction"], preview["paidThrough"]));
        Assert.Equal(Sum(paid, "amount"), Sum(preview, "credit"));
        Assert.Equal(Sum(preview, "charge") - Sum(preview, "credit"), debit);
        var refused = await fixture.UnchangedByAsync(() => ChangeAsync(customer, "extended", "debit", debit + 1));
        refused.IsProblem(409, "price-changed");
        Assert.Equal(preview["amount.amount"], refused["change.amount.amount"]);
        (await ChangeAsync(customer, "extended", "debit", debit, password: "wrong")).IsProblem(403, "wrong-password");

        var changed = (await ChangeAsync(customer, "extended", "debit", debit)).Is(201);
        var again = (await ChangeAsync(customer, "extended", "debit", debit)).Is(200);
        (await ChangeAsync(customer, "base", "refund", debit)).IsProblem(422, "idempotency-key-reused");

        Assert.Equal(balance - debit, Sum(changed, "booked.balanceAfter"));
        Assert.Equal(changed["booked.entry"], again["booked.entry"]);
        var connection = await customer.ConnectionsAsync();
        Assert.Equal("extended", connection["connections.0.paidTariff"]);
        Assert.Equal(paid["paidThrough"], connection["connections.0.paidThrough"]);
        Assert.Contains("Расширенный", (await customer.LetterAsync("Тариф изменён")).Text, StringComparison.Ordinal);

        // Back again the same day: nothing was used of the dearer one.
        Assert.Equal("refund", (await PreviewAsync(customer, "base")).Is(200)["direction"]);
        (await ChangeAsync(customer, "base", "refund", debit, "back")).Is(201);
        Assert.Equal($"{balance:0.00}", await customer.BalanceAsync());
        await CheckedAsync(customer);
    }

    [Fact]
    public async Task What_the_balance_does_not_suffice_for_changes_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync((await customer.QuoteAsync()).Is(200)["amount.amount"]!)).Is(201);
        (await customer.PayAsync()).Is(201);
        var debit = Sum((await PreviewAsync(customer, "extended")).Is(200), "amount");

        var refused = await fixture.UnchangedByAsync(() => ChangeAsync(customer, "extended", "debit", debit));

        refused.IsProblem(402, "insufficient-funds");
        Assert.Equal(debit, Sum(refused, "shortfall"));
    }

    [Fact]
    public async Task What_is_not_paid_for_can_neither_be_changed_nor_removed_with_a_refund()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.ChooseAsync()).Is(201);

        (await PreviewAsync(customer, "extended")).IsProblem(409, "connection-not-paid");
        (await ChangeAsync(customer, "extended", "debit", 1)).IsProblem(409, "connection-not-paid");
        (await customer.OwnAsync("POST", "removals/preview", new { phone = Customer.Phone }))
            .IsProblem(409, "connection-not-paid");
        (await RemoveAsync(customer, 0)).IsProblem(409, "connection-not-paid");
        (await PreviewAsync(customer, "gold")).IsProblem(422, "validation-failed", "tariff");
        (await ChangeAsync(customer, "extended", "sideways", 1)).IsProblem(422, "validation-failed", "direction");
    }

    [Fact]
    public async Task A_paid_number_is_removed_for_what_the_preview_says_and_goes_when_the_month_is_over()
    {
        var customer = await fixture.NewCustomerAsync("60000.00");
        var paid = (await customer.PayAsync(months: 12)).Is(201);

        var preview = (await customer.OwnAsync("POST", "removals/preview", new { phone = Customer.Phone })).Is(200);
        var refund = Sum(preview, "amount");
        var month = (await (await fixture.NewCustomerAsync()).QuoteAsync()).Is(200);
        Assert.Equal(Sum(paid, "amount") - Sum(month, "amount"), refund);
        (await RemoveAsync(customer, refund + 1)).IsProblem(409, "price-changed");
        var removed = (await RemoveAsync(customer, refund)).Is(201);
        var again = (await RemoveAsync(customer, refund)).Is(200);

        Assert.Equal(Sum(paid, "balanceAfter") + refund, Sum(removed, "booked.balanceAfter"));
        Assert.Equal(removed["booked.entry"], again["booked.entry"]);
        var connection = await customer.ConnectionsAsync();
        Assert.Equal(("paid", preview["paidThrough"]), (
            connection["connections.0.status"],
            connection["connections.0.paidThrough"]));
        Assert.NotNull(connection["connections.0.removedAt"]);
        Assert.Null((await customer.ReadAsync())["cabinet.due"]);
        var letter = await customer.LetterAsync("Номер убран");
        Assert.Contains("вернулись на баланс", letter.Text, StringComparison.Ordinal);
        await CheckedAsync(customer);
    }

    private async Task CheckedAsync(Customer customer)
    {
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    private static decimal Sum(Reply reply, string path) =>
        decimal.Parse(reply[path + ".amount"]!, CultureInfo.InvariantCulture);

    private static Task<Reply> PreviewAsync(Customer customer, string tariff) =>
        customer.OwnAsync("POST", "tariff-changes/preview", new { phone = Customer.Phone, tariff });

    private static Task<Reply> ChangeAsync(
        Customer customer,
        string tariff,
        string direction,
        decimal amount,
        string key = "change",
        string? password = null) => customer.OwnAsync(
            "POST",
            "tariff-changes",
            new
            {
                phone = Customer.Phone,
                tariff,
                direction,
                amount = AmountOf(amount),
                password = password ?? customer.Password,
            },
            ("Idempotency-Key", key));

    private static Task<Reply> RemoveAsync(Customer customer, decimal amount) => customer.OwnAsync(
        "POST",
        "removals",
        new { phone = Customer.Phone, amount = AmountOf(amount), password = customer.Password },
        ("Idempotency-Key", "removal"));

    private static object AmountOf(decimal amount) =>
        new { amount = amount.ToString("0.00", CultureInfo.InvariantCulture), currency = "RUB" };
}
