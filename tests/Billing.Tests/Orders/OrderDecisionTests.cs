using static Billing.Tests.Numbers;

namespace Billing.Tests;

/// <summary>«Оплатить, когда поступит».</summary>
public sealed class OrderDecisionTests
{
    private static readonly Order Ordered = new(
        1,
        new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero),
        Date("2026-12-03"),
        [new(Number, "base", "Базовый", new(Read("3000.00"), 0), Date("2026-11-28"), Date("2026-12-31"))]);

    [Theory]
    [InlineData("2026-11-28", "3300.00", "0.00")]
    [InlineData("2026-12-01", "3000.00", "300.00")]
    [InlineData("2026-12-03", "2806.45", "493.55")]
    public void What_remains_then_is_charged_and_the_rest_stays(string day, string charge, string rest)
    {
        var paid = Assert.IsType<OrderDecision.Paid>(Decide("3300.00", day));

        Assert.Equal((Read(charge), Read(rest)), (-paid.Charge.Entry.Amount, paid.Charge.Account.Balance));
        Assert.Equal(Date("2026-12-31"), Assert.Single(paid.Charge.Subscriptions).PaidThrough);
        Assert.Equal(PaymentCause.Order, Assert.IsType<PaymentDetails>(paid.Charge.Entry.Details).Cause);
    }

    [Theory]
    [InlineData("4000.00", "2026-12-01", "3000.00")] // dearer since: the held price
    [InlineData("2000.00", "2026-12-01", "2000.00")] // cheaper since
    [InlineData("4000.00", "2026-12-04", "3612.90")] // too late: 28 days of today's price
    public void A_held_price_is_good_by_the_banks_date_and_never_dearer_than_todays(
        string price,
        string moneyOn,
        string charge)
    {
        var paid = Assert.IsType<OrderDecision.Paid>(Decide("5000.00", moneyOn, price));

        Assert.Equal(Read(charge), -paid.Charge.Entry.Amount);
    }

    [Fact]
    public void A_tariff_that_is_sold_no_more_is_sold_as_long_as_its_price_is_held()
    {
        Assert.IsType<OrderDecision.Paid>(Decide("5000.00", "2026-12-03", price: null));
        Assert.IsType<OrderDecision.Closed>(Decide("5000.00", "2026-12-04", price: null));
    }

    [Fact]
    public void Too_little_takes_nothing_and_says_what_is_missing()
    {
        var refusal = Assert.IsType<OrderDecision.InsufficientFunds>(Decide("2999.99", "2026-12-01"));

        Assert.Equal("0.01", $"{refusal.Missing}");
    }

    [Fact]
    public void What_is_paid_otherwise_past_or_not_wanted_any_more_closes_it()
    {
        var paid = Paid(TariffAt("3000.00"), 2, Date("2026-11-28"));

        Assert.IsType<OrderDecision.Closed>(Decide("9000.00", "2026-12-01", number: paid));
        Assert.IsType<OrderDecision.Closed>(Decide("9000.00", "2027-01-01"));
        Assert.IsType<OrderDecision.Closed>(Decide(
            "9000.00",
            "2026-12-01",
            number: Subscription.Unpaid(Number, "base") with { RemovedAt = DateTimeOffset.UnixEpoch }));
        var shorter = Paid(TariffAt("3000.00"), 1, Date("2026-11-28"));
        var rest = Assert.IsType<OrderDecision.Paid>(Decide("9000.00", "2026-11-29", number: shorter));
        Assert.Equal("-3000.00", $"{rest.Charge.Entry.Amount}");
    }

    [Fact]
    public void Days_before_its_own_that_are_not_paid_for_any_more_are_not_charged_with_it()
    {
        var item = Ordered.Items[0] with { From = Date("2027-01-01"), PaidThrough = Date("2027-12-31") };

        Assert.IsType<OrderDecision.Closed>(
            Decide("90000.00", "2026-12-01", order: Ordered with { Items = [item] }));
    }

    [Fact]
    public void Orders_are_served_by_age_after_the_one_that_money_names()
    {
        Order[] orders = [Ordered with { Invoice = 3 }, Ordered with { Invoice = 1 }, Ordered with { Invoice = 2 }];

        Assert.Equal([2, 1, 3], Order.InTurn(orders, named: 2).Select(order => order.Invoice));
        Assert.Equal([1, 2, 3], Order.InTurn(orders, named: null).Select(order => order.Invoice));
    }

    private static OrderDecision Decide(
        string balance,
        string day,
        string? price = "3000.00",
        Subscription? number = null,
        Order? order = null)
    {
        number ??= Subscription.Unpaid(Number, "base");
        var state = new OrderState(
            PaymentExample.WithBalance(Read(balance)),
            new Dictionary<string, Subscription> { [number.Phone] = number },
            id => price is not null && id == "base" ? TariffAt(price) : null,
            Date(day));
        var now = new DateTimeOffset(Date(day), new TimeOnly(9, 0), TimeSpan.Zero);
        return OrderDecision.Decide(state, order ?? Ordered, now);
    }
}
