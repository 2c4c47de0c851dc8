using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class SubscriptionTests
{
    private static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    private static readonly Subscription Unpaid = Subscription.Unpaid("+79001234567", "base");
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void An_unpaid_number_has_a_tariff_for_its_first_payment_and_nothing_else() => Assert.Equal(
        new Subscription("+79001234567", "base", null, SubscriptionStatus.Unpaid, null, 0),
        Unpaid);

    [Fact]
    public void The_first_payment_starts_today() => Assert.Equal(Today, Unpaid.NextStart(Today));

    [Theory]
    [InlineData(8, 9)] // paid to the end of the month
    [InlineData(1, 2)]
    [InlineData(0, 1)] // today is the last paid day
    [InlineData(-1, 0)]
    [InlineData(-2, 0)]
    [InlineData(-400, 0)]
    public void A_renewal_starts_the_day_after_the_last_paid_one_and_never_in_the_past(int paidThrough, int start) =>
        Assert.Equal(Today.AddDays(start), PaidThrough(Today.AddDays(paidThrough)).NextStart(Today));

    [Fact]
    public void Renewing_before_the_end_of_the_31st_keeps_whole_months()
    {
        var quote = Quote.For(Base, PaidThrough(new(2027, 1, 31)), 3, new(2027, 1, 31));

        Assert.Equal(
            [new DateOnly(2027, 2, 28), new DateOnly(2027, 3, 31), new DateOnly(2027, 4, 30)],
            quote.Lines.Select(line => line.To));
        Assert.Equal(Money.FromRoubles(9000), quote.Amount);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Renewals_always_run_to_the_end_of_a_month_and_are_never_clamped(
        DateOnly today,
        Months first,
        Months second,
        Months third)
    {
        var subscription = Unpaid;
        var paidDays = 0;
        foreach (var months in new[] { first, second, third })
        {
            var quote = Quote.For(Base, subscription, months.Count, today);
            subscription = subscription.Pay(quote, subscription.LastEntry + 1, today);
            paidDays += quote.Lines.Sum(line => line.Days);
        }

        var allMonths = first.Count + second.Count + third.Count;
        Assert.Equal(Arbitraries.FirstOfMonth(today).AddMonths(allMonths).AddDays(-1), subscription.PaidThrough);
        Assert.Equal(subscription.PaidThrough!.Value.DayNumber - today.DayNumber + 1, paidDays);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Months_bought_one_by_one_cost_what_they_cost_together(Money price, DateOnly today, Months months)
    {
        var tariff = Base with { MonthlyPrice = price };
        var together = Quote.For(tariff, Unpaid, months.Count, today);
        var (subscription, sum) = (Unpaid, Money.Zero);
        for (var month = 1; month <= months.Count; month++)
        {
            var quote = Quote.For(tariff, subscription, 1, today);
            (subscription, sum) = (subscription.Pay(quote, month, today), sum + quote.Amount);
        }

        Assert.Equal((together.PaidThrough, together.Amount), (subscription.PaidThrough, sum));
    }

    [Fact]
    public void Paying_sets_status_tariffs_last_paid_day_and_entry() => Assert.Equal(
        new Subscription(Unpaid.Phone, "pro", "pro", SubscriptionStatus.Paid, new(2026, 11, 30), 7),
        Unpaid.Pay(Quote.For(Base with { Id = "pro" }, Unpaid, 1, Today), 7, Today) with { Terms = null });

    [Fact]
    public void Another_tariff_paid_in_advance_leaves_the_one_of_today_until_its_last_day()
    {
        var (november, december) = (new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 31));
        var base1 = Pay(Unpaid, "base", Today);
        var pro = Pay(base1, "pro", Today);
        var base2 = Pay(pro, "base", Today);
        var longer = Pay(base2, "base", Today);
        var later = Pay(base2, "base", november.AddDays(1));

        Assert.Equal([new("base", november)], base1.PeriodsFrom(Today));
        Assert.Equal([new("base", november), new("pro", december)], pro.PeriodsFrom(Today));
        Assert.Equal([new("pro", december)], pro.PeriodsFrom(november.AddDays(1)));
        Assert.Empty(pro.PeriodsFrom(december.AddDays(1)));
        Assert.Equal(
            [new("base", november), new("pro", december), new("base", new(2027, 1, 31))],
            base2.PeriodsFrom(Today));
        Assert.Equal(
            [new("base", november), new("pro", december), new("base", new(2027, 2, 28))],
            longer.PeriodsFrom(Today));

        // What has ended is not kept.
        Assert.Equal([new("pro", december)], later.EarlierPeriods!);
        Assert.Null(Pay(pro, "base", december.AddDays(1)).EarlierPeriods);
        Assert.Empty(Unpaid.PeriodsFrom(Today));

        static Subscription Pay(Subscription subscription, string tariff, DateOnly today) => subscription.Pay(
            Quote.For(Base with { Id = tariff }, subscription, 1, today),
            subscription.LastEntry + 1,
            today);
    }

    [Fact]
    public void An_expired_number_that_is_paid_again_is_paid_from_today()
    {
        var expired = PaidThrough(Today.AddDays(-30)).ExpireBy(Today);

        var paid = expired.Pay(Quote.For(Base, expired, 1, Today), 8, Today);

        Assert.Equal(
            (SubscriptionStatus.Paid, new DateOnly(2026, 11, 30), 8L),
            (paid.Status, paid.PaidThrough, paid.LastEntry));
    }

    [Fact]
    public void A_quote_for_another_phone_or_for_days_already_paid_cannot_be_paid()
    {
        var quote = Quote.For(Base, Unpaid, 1, Today);

        Assert.Throws<ArgumentException>(() => (Unpaid with { Phone = "+79007654321" }).Pay(quote, 1, Today));
        Assert.Throws<ArgumentException>(() => Unpaid.Pay(quote, 1, Today).Pay(quote, 2, Today));
    }

    [Fact]
    public void Choosing_a_tariff_is_for_the_next_payment_and_keeps_what_is_paid()
    {
        var paid = PaidThrough(new(2026, 11, 30));

        Assert.Equal(paid with { NextTariffId = "pro" }, paid.Choose("pro"));
        Assert.Equal("base", paid.Choose("pro").PaidTariffId);
    }

    [Fact]
    public void A_subscription_expires_the_day_after_its_last_paid_one()
    {
        var paid = PaidThrough(Today);

        Assert.Same(paid, paid.ExpireBy(Today));
        Assert.Equal(paid with { Status = SubscriptionStatus.Expired }, paid.ExpireBy(Today.AddDays(1)));
    }

    [Fact]
    public void Only_a_paid_subscription_expires()
    {
        var expired = PaidThrough(Today) with { Status = SubscriptionStatus.Expired };

        Assert.Same(Unpaid, Unpaid.ExpireBy(Today));
        Assert.Same(expired, expired.ExpireBy(Today.AddDays(9)));
    }

    private static Subscription PaidThrough(DateOnly day) =>
        new(Unpaid.Phone, "base", "base", SubscriptionStatus.Paid, day, 5);
}
