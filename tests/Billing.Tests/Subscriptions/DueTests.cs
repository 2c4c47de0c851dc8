namespace Billing.Tests;

/// <summary>What has to be paid next.</summary>
public sealed class DueTests
{
    private static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly Subscription New = Subscription.Unpaid("+79001234567", "base");

    [Fact]
    public void A_number_that_is_not_paid_for_is_due_today_until_the_first_end_with_a_whole_month() => Assert.Equal(
        new Due(Today, new(2026, 12, 31), Money.FromRoubles(3300), 1),
        DueOf(New, Paid("+79007654321", 2)));

    [Fact]
    public void Paid_numbers_are_due_the_day_after_they_end_the_earliest_first() => Assert.Equal(
        new Due(new(2026, 12, 1), new(2026, 12, 31), Money.FromRoubles(6000), 2),
        DueOf(Paid("+79001234567", 1), Paid("+79007654321", 1), Paid("+79007654322", 2)));

    [Fact]
    public void Numbers_that_cannot_be_paid_for_or_are_off_the_list_are_not_due()
    {
        Assert.Null(DueOf());
        Assert.Null(DueOf(New with { NextTariffId = "withdrawn" }));
        Assert.Null(DueOf(New with { RemovedAt = DateTimeOffset.UnixEpoch }));
    }

    [Theory]
    [InlineData(3300, 0)]
    [InlineData(3299, 1)]
    public void What_is_missing_is_never_negative(long balance, long missing) =>
        Assert.Equal(Money.FromRoubles(missing), DueOf(New)!.MissingFrom(Money.FromRoubles(balance)));

    private static Due? DueOf(params Subscription[] subscriptions) =>
        Due.For(subscriptions, id => id == "base" ? Base : null, Today);

    private static Subscription Paid(string phone, int months)
    {
        var unpaid = Subscription.Unpaid(phone, "base");
        return unpaid.Pay(Quote.For(Base, unpaid, months, Today), 1, Today);
    }
}
