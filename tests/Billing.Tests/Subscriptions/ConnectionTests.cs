using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class ConnectionTests
{
    private static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    private static readonly Connection Unpaid = new("+79001234567", "base", SubscriptionStatus.Unpaid, null);
    private static readonly DateOnly Today = new(2026, 11, 22);

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
    public void Renewals_always_run_to_the_end_of_a_month_and_are_never_clamped(DateOnly today, Months first, Months second, Months third)
    {
        var connection = Unpaid;
        var paidDays = 0;
        foreach (var months in new[] { first, second, third })
        {
            var quote = Quote.For(Base, connection, months.Count, today);
            connection = connection.Pay(quote);
            paidDays += quote.Lines.Sum(line => line.Days);
        }

        var months3 = first.Count + second.Count + third.Count;
        Assert.Equal(Arbitraries.FirstOfMonth(today).AddMonths(months3).AddDays(-1), connection.PaidThrough);
        Assert.Equal(connection.PaidThrough!.Value.DayNumber - today.DayNumber + 1, paidDays);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Months_bought_one_by_one_cost_what_they_cost_together(Money price, DateOnly today, Months months)
    {
        var tariff = Base with { MonthlyPrice = price };
        var together = Quote.For(tariff, Unpaid, months.Count, today);
        var (connection, sum) = (Unpaid, Money.Zero);
        for (var month = 0; month < months.Count; month++)
        {
            var quote = Quote.For(tariff, connection, 1, today);
            (connection, sum) = (connection.Pay(quote), sum + quote.Amount);
        }

        Assert.Equal((together.PaidThrough, together.Amount), (connection.PaidThrough, sum));
    }

    [Fact]
    public void Paying_sets_the_status_the_tariff_and_the_last_paid_day() => Assert.Equal(
        new Connection(Unpaid.Phone, "pro", SubscriptionStatus.Paid, new(2026, 11, 30)),
        Unpaid.Pay(Quote.For(Base with { Id = "pro" }, Unpaid, 1, Today)));

    [Fact]
    public void A_quote_for_another_phone_or_for_days_already_paid_cannot_be_paid()
    {
        var quote = Quote.For(Base, Unpaid, 1, Today);

        Assert.Throws<ArgumentException>(() => (Unpaid with { Phone = "+79007654321" }).Pay(quote));
        Assert.Throws<ArgumentException>(() => Unpaid.Pay(quote).Pay(quote));
    }

    [Fact]
    public void Choosing_a_tariff_keeps_what_is_paid()
    {
        var paid = PaidThrough(new(2026, 11, 30));

        Assert.Equal(paid with { TariffId = "pro" }, paid.Choose("pro"));
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

    private static Connection PaidThrough(DateOnly day) => Unpaid with { Status = SubscriptionStatus.Paid, PaidThrough = day };
}
