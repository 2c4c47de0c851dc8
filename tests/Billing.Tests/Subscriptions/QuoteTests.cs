using System.Globalization;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class QuoteTests
{
    private static readonly Subscription Unpaid = Subscription.Unpaid("+79001234567", "base");

    [Theory]
    [InlineData("3100.00", "2026-11-01", 1, "3100.00")]
    [InlineData("3000.00", "2026-11-22", 1, "900.00")]
    [InlineData("100.00", "2026-10-18", 1, "45.16")]
    [InlineData("19.95", "2026-11-23", 1, "5.32")]
    [InlineData("1000.00", "2028-02-29", 2, "1034.48")]
    [InlineData("1000.00", "2026-12-31", 12, "11032.26")]
    [InlineData("5.05", "2026-11-16", 1, "2.53")]
    [InlineData("0.15", "2026-11-30", 1, "0.01")]
    [InlineData("0.14", "2026-11-30", 1, "0.00")]
    [InlineData("3000.00", "2026-11-30", 1, "100.00")]
    [InlineData("999999999999.99", "2026-01-01", 12, "11999999999999.88")]
    public void Charges_the_remaining_days_and_whole_months(string price, string start, int months, string charge) =>
        Assert.Equal(charge, For(Read(price), Date(start), months).Amount.ToString());

    [Fact]
    public void Lines_say_what_each_month_costs()
    {
        var quote = For(Money.FromRoubles(1000), Date("2026-12-31"), 2);

        Assert.Equal(
            [
                new QuoteLine(Date("2026-12-31"), Date("2026-12-31"), 1, 31, Read("32.26"), Read("32.26")),
                new QuoteLine(Date("2027-01-01"), Date("2027-01-31"), 31, 31, Read("1000.00"), Read("1000.00")),
            ],
            quote.Lines);
        Assert.Equal((Date("2026-12-31"), Date("2027-01-31")), (quote.PeriodStart, quote.PaidThrough));
        Assert.Equal((Unpaid.Phone, "base", 2), (quote.Phone, quote.Tariff.Id, quote.Months));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(13)]
    [InlineData(int.MaxValue)]
    public void Only_one_to_twelve_months_can_be_paid(int months) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => For(Money.FromRoubles(1), Date("2026-11-22"), months));

    [Fact]
    public void A_negative_price_is_no_price() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => For(new Money(-1), Date("2026-11-22"), 1));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_part_of_a_month_costs_its_share_rounded_once_half_away_from_zero(Money price, DateOnly start)
    {
        var line = For(price, start, 1).Lines.Single();
        var share = Math.Round(price.Kopecks / 100m * line.Days / line.DaysInMonth, 2, MidpointRounding.AwayFromZero);

        Assert.Equal(share.ToString("0.00", CultureInfo.InvariantCulture), line.Amount.ToString());
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_charge_is_at_most_the_price_and_at_least_a_kopeck_if_a_day_costs_half_of_one(
        Money price,
        DateOnly start)
    {
        var line = For(price, start, 1).Lines.Single();

        Assert.InRange(line.Amount.Kopecks, 0, price.Kopecks);
        if (2 * price.Kopecks >= line.DaysInMonth)
        {
            Assert.True(line.Amount >= new Money(1), $"{price} from {start:O} costs {line.Amount}.");
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_charge_falls_day_by_day(Money price, DateOnly month)
    {
        var first = Arbitraries.FirstOfMonth(month);
        var charges = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month))
            .Select(day => For(price, first.AddDays(day), 1).Amount)
            .ToArray();

        foreach (var (earlier, later) in charges.Zip(charges.Skip(1)))
        {
            Assert.True(earlier >= later);
            // Where a day costs a whole kopeck, rounding cannot make two days cost the same.
            Assert.True(earlier > later || price.Kopecks < charges.Length);
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_first_of_a_month_costs_the_whole_price(Money price, DateOnly month, Months months)
    {
        var quote = For(price, Arbitraries.FirstOfMonth(month), months.Count);

        Assert.Equal(new Money(price.Kopecks * months.Count), quote.Amount);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Lines_add_up_to_the_amount_and_every_month_after_the_first_costs_the_price(
        Money price,
        DateOnly start,
        Months months)
    {
        var quote = For(price, start, months.Count);

        Assert.Equal(quote.Amount.Kopecks, quote.Lines.Sum(line => line.Amount.Kopecks));
        Assert.Equal(months.Count, quote.Lines.Count);
        Assert.All(quote.Lines.Skip(1), line => Assert.Equal(price, line.Amount));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Lines_cover_the_period_without_gap_or_overlap_a_calendar_month_each(
        Money price,
        DateOnly start,
        Months months)
    {
        var quote = For(price, start, months.Count);

        Assert.Equal(start, quote.PeriodStart);
        Assert.Equal(quote.Lines[^1].To, quote.PaidThrough);
        foreach (var (line, next) in quote.Lines.Zip(quote.Lines.Skip(1)))
        {
            Assert.Equal(line.To.AddDays(1), next.From);
        }

        foreach (var line in quote.Lines)
        {
            Assert.Equal(Arbitraries.LastOfMonth(line.From), line.To);
            Assert.Equal(line.To.DayNumber - line.From.DayNumber + 1, line.Days);
            Assert.Equal(line.To.Day, line.DaysInMonth);
        }
    }

    private static Quote For(Money price, DateOnly today, int months) =>
        Quote.For(new Tariff("base", "Базовый", price), Unpaid, months, today);

    private static Money Read(string text) =>
        Money.TryParse(text, out var money) ? money : throw new FormatException(text);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
