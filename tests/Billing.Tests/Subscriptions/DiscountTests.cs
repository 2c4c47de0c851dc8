using FsCheck.Xunit;
using static Billing.Tests.Numbers;

namespace Billing.Tests;

public sealed class DiscountTests
{
    [Theory]
    [InlineData("3000.00", "2026-11-28", 5, 0, "12300.00", "12300.00")]
    [InlineData("3000.00", "2026-11-28", 6, 10, "15300.00", "13770.00")]
    [InlineData("3000.00", "2026-11-28", 11, 10, "30300.00", "27270.00")]
    [InlineData("3000.00", "2026-11-28", 12, 20, "33300.00", "26640.00")]
    [InlineData("19.95", "2026-11-23", 6, 10, "105.07", "94.59")]
    [InlineData("1999.99", "2026-11-17", 12, 20, "22933.22", "18346.55")]
    public void Long_terms_have_a_discount(
        string price,
        string day,
        int months,
        int percent,
        string gross,
        string amount)
    {
        var quote = QuoteFor(TariffAt(price), months, Date(day));

        Assert.Equal((percent, gross, amount), (quote.Percent, $"{quote.Gross}", $"{quote.Amount}"));
    }

    [Fact]
    public void Each_month_is_rounded_once()
    {
        var quote = QuoteFor(TariffAt("19.95"), 6, Date("2026-11-23"));

        Assert.Equal(
            ["4.79", "17.96", "17.96", "17.96", "17.96", "17.96"],
            quote.Lines.Select(line => $"{line.Amount}"));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_discount_never_makes_a_month_dearer_nor_takes_more_than_its_part(
        Money price,
        DateOnly day,
        Months months)
    {
        var quote = QuoteFor(new Tariff("base", "", price) { Discounts = Discounts }, months.Count, day);

        Assert.Equal(months.Count >= 12 ? 20 : months.Count >= 6 ? 10 : 0, quote.Percent);
        Assert.All(quote.Lines, line =>
        {
            Assert.InRange(line.Amount.Kopecks, 0, line.Gross.Kopecks);
            var exact = price.Kopecks * line.Days * (100m - quote.Percent) / (100m * line.DaysInMonth);
            Assert.Equal(Math.Round(exact, MidpointRounding.AwayFromZero), line.Amount.Kopecks);
        });
    }

    private static Quote QuoteFor(Tariff tariff, int months, DateOnly day) =>
        Quote.For(tariff, Subscription.Unpaid(Number, tariff.Id), months, day);
}
