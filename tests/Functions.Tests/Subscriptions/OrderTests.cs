using System.Globalization;
using Functions.Tests.Reconciliation;

namespace Functions.Tests.Subscriptions;

/// <summary>«Оплатить, когда поступит»: money that arrives does what it was sent for.</summary>
public sealed class OrderTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string Other = "+79005550001";

    [Fact]
    public async Task Money_that_suffices_is_charged_at_once_and_the_receipt_says_so()
    {
        var customer = await fixture.NewCustomerAsync();
        var invoice = await IssueAsync(customer, Customer.Phone, months: 2);
        var number = invoice["number"]!;
        (await OrderAsync(customer, number, password: "wrong")).IsProblem(403, "wrong-password");

        var placed = (await OrderAsync(customer, number)).Is(201);
        Assert.Equal("waiting", placed["status"]);
        Assert.Equal("waiting", (await OrderAsync(customer, number)).Is(200)["status"]);
        (await OrderAsync(customer, number, key: "another")).IsProblem(409, "nothing-to-order");
        (await customer.TopUpAsync(invoice["amount.amount"]!)).Is(201);
        await fixture.SettleAsync();

        Assert.Equal("0.00", await customer.BalanceAsync());
        Assert.Equal("paid", (await customer.ConnectionsAsync())["connections.0.status"]);
        Assert.Equal("paid", (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200)["order.status"]);
        Assert.Contains("по вашему поручению", (await customer.LetterAsync("Оплачено")).Text, StringComparison.Ordinal);
        Assert.Equal("paid", (await CancelAsync(customer, number)).Is(200)["status"]);
        await CheckedAsync(customer);
    }

    [Fact]
    public async Task An_order_whose_row_came_back_is_not_served_again_and_holds_up_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        var invoice = await IssueAsync(customer, Customer.Phone);
        (await OrderAsync(customer, invoice["number"]!)).Is(201);
        var row = (await fixture.Rows.OfAsync(customer.ClientId)).Single(each => IsOrder(each.Key)).Value;
        (await customer.TopUpAsync(invoice["amount.amount"]!)).Is(201);
        await fixture.SettleAsync();
        Assert.Equal("0.00", await customer.BalanceAsync());

        var stop = TestContext.Current.CancellationToken;
        await fixture.Rows.Table("Clients").AddEntityAsync(row, stop);
        (await customer.TopUpAsync("5000.00")).Is(201);
        await fixture.SettleAsync();

        Assert.Equal("5000.00", await customer.BalanceAsync());
        Assert.DoesNotContain((await fixture.Rows.OfAsync(customer.ClientId)).Keys, IsOrder);
        Assert.Equal("paid", await StatusAsync(customer, invoice));
        await CheckedAsync(customer);

        static bool IsOrder(string key) => key.StartsWith("state-order-", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_takes_nothing_says_what_is_missing_and_is_charged_once_the_rest_comes()
    {
        var customer = await fixture.NewCustomerAsync();
        var invoice = await IssueAsync(customer, Customer.Phone);
        (await OrderAsync(customer, invoice["number"]!)).Is(201);

        (await customer.TopUpAsync("10.00")).Is(201);
        await fixture.SettleAsync();
        Assert.Equal("10.00", await customer.BalanceAsync());
        Assert.Contains("не хватает", (await customer.LetterAsync("Деньги поступили")).Text, StringComparison.Ordinal);

        (await customer.TopUpAsync(invoice["amount.amount"]!)).Is(201);
        await fixture.SettleAsync();
        Assert.Equal("10.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task Orders_are_served_by_age_and_none_overtakes_another_but_the_one_that_money_names()
    {
        var customer = await fixture.NewCustomerAsync();
        var dear = await IssueAsync(customer, Customer.Phone, months: 6);
        var cheap = await IssueAsync(customer, Other);
        (await OrderAsync(customer, dear["number"]!, key: "dear")).Is(201);
        (await OrderAsync(customer, cheap["number"]!, key: "cheap")).Is(201);
        var price = cheap["amount.amount"]!;

        // Of no invoice's sum, so that it names none.
        (await customer.TopUpAsync(Plus(price, 1))).Is(201);
        await fixture.SettleAsync();
        Assert.Equal(Plus(price, 1), await customer.BalanceAsync());

        // Of the sum of the cheap one, which it names thereby.
        (await customer.TopUpAsync(price)).Is(201);
        await fixture.SettleAsync();
        Assert.Equal(Plus(price, 1), await customer.BalanceAsync());
        Assert.Equal("paid", (await StatusAsync(customer, cheap)));
        Assert.Equal("waiting", (await StatusAsync(customer, dear)));

        Assert.Equal("cancelled", (await CancelAsync(customer, dear["number"]!)).Is(200)["status"]);
        (await customer.TopUpAsync("90000.00")).Is(201);
        await fixture.SettleAsync();
        Assert.Equal("cancelled", (await StatusAsync(customer, dear)));
        Assert.Single((await customer.ConnectionsAsync()).At("connections")!.AsArray());
    }

    [Fact]
    public async Task What_is_paid_otherwise_is_not_paid_again_and_the_customer_is_told()
    {
        var customer = await fixture.NewCustomerAsync();
        var invoice = await IssueAsync(customer, Customer.Phone, months: 2);
        (await OrderAsync(customer, invoice["number"]!)).Is(201);
        // The same numbers for longer: by another order, which money names.
        var longer = await IssueAsync(customer, Customer.Phone, months: 3);
        (await OrderAsync(customer, longer["number"]!, key: "longer")).Is(201);
        await fixture.SettleAsync();
        (await customer.TopUpAsync(longer["amount.amount"]!)).Is(201);
        await fixture.SettleAsync();

        Assert.Equal(("paid", "closed"), (await StatusAsync(customer, longer), await StatusAsync(customer, invoice)));
        Assert.Contains("закрыто", (await customer.LetterAsync("Поручение")).Subject, StringComparison.Ordinal);
        await CheckedAsync(customer);
    }

    [Fact]
    public async Task An_invoice_that_is_void_or_for_a_sum_cannot_be_ordered_and_voiding_calls_the_order_off()
    {
        var customer = await fixture.NewCustomerAsync();
        var sum = new { amount = new { amount = "5.00", currency = "RUB" } };
        var plain = (await customer.OwnAsync("POST", "invoices", sum, ("Idempotency-Key", "sum"))).Is(201);
        (await OrderAsync(customer, plain["number"]!)).IsProblem(409, "nothing-to-order");
        (await OrderAsync(customer, $"{customer.AccountNumber}-99")).IsProblem(404, "not-found");

        var invoice = await IssueAsync(customer, Customer.Phone);
        (await OrderAsync(customer, invoice["number"]!, key: "void")).Is(201);
        (await customer.OwnAsync("POST", $"invoices/{invoice["number"]}/void")).Is(200);

        Assert.Equal("cancelled", await StatusAsync(customer, invoice));
        (await OrderAsync(customer, invoice["number"]!, key: "void-again")).IsProblem(409, "nothing-to-order");
    }

    private async Task CheckedAsync(Customer customer)
    {
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    private static string Plus(string amount, decimal more) =>
        (decimal.Parse(amount, CultureInfo.InvariantCulture) + more).ToString("0.00", CultureInfo.InvariantCulture);

    private static async Task<Reply> IssueAsync(Customer customer, string phone, int months = 1)
    {
        var form = new { items = new[] { new { phone, tariff = "base", months } } };
        return (await customer.OwnAsync("POST", "invoices", form, ("Idempotency-Key", $"{phone}-{months}"))).Is(201);
    }

    private static async Task<string?> StatusAsync(Customer customer, Reply invoice) =>
        (await customer.OwnAsync("GET", $"invoices/{invoice["number"]}")).Is(200)["order.status"];

    private static Task<Reply> OrderAsync(
        Customer customer,
        string number,
        string key = "order",
        string? password = null) => customer.OwnAsync(
            "POST",
            $"invoices/{number}/order",
            new { password = password ?? customer.Password },
            ("Idempotency-Key", key));

    private static Task<Reply> CancelAsync(Customer customer, string number) =>
        customer.OwnAsync("POST", $"invoices/{number}/order/cancellation");
}
