using FsCheck.Xunit;
using static Billing.Tests.Numbers;

namespace Billing.Tests;

public sealed class TariffChangeTests
{
    [Theory]
    [InlineData("3000.00", "5500.00", "2026-11-01", 1, "2026-11-16", "1500.00", "2750.00", "1250.00")]
    [InlineData("5500.00", "3000.00", "2026-10-01", 1, "2026-10-18", "2483.87", "1354.84", "-1129.03")]
    [InlineData("1999.99", "2999.99", "2026-11-17", 6, "2027-02-10", "4821.40", "7232.12", "2410.72")]
    [InlineData("100.00", "100.01", "2026-11-08", 1, "2026-11-09", "73.33", "73.33", "0.00")]
    public void The_days_that_are_left_are_given_back_and_charged_anew(
        string before,
        string after,
        string paid,
        int months,
        string day,
        string credit,
        string charge,
        string amount)
    {
        var number = Paid(TariffAt(before), months, Date(paid));

        var quote = TariffChangeQuote.For(number, TariffAt(after, "pro"), Date(day))!;

        Assert.Equal((credit, charge, amount), ($"{quote.Credit}", $"{quote.Charge}", $"{quote.Amount}"));
        Assert.Equal(number.PaidThrough, quote.PaidThrough);
        Assert.Equal([1L], quote.Charges);
    }

    [Fact]
    public void A_change_keeps_the_discount_of_the_payment()
    {
        var number = Paid(TariffAt("1000.00"), 12, Date("2026-12-01"));

        var quote = TariffChangeQuote.For(number, TariffAt("2000.00", "pro"), Date("2027-01-01"))!;

        Assert.Equal(("8800.00", "17600.00"), ($"{quote.Credit}", $"{quote.Charge}"));
    }

    [Fact]
    public void Months_of_several_payments_change_on_their_own_terms()
    {
        var number = Paid(TariffAt("1000.00"), 1, Date("2026-12-01"));
        number = Paid(number, TariffAt("2000.00", "pro"), 6, Date("2026-12-20"), entry: 5);

        var quote = TariffChangeQuote.For(number, TariffAt("3100.00", "max"), Date("2026-12-31"))!;

        Assert.Equal(("10832.26", "16840.00"), ($"{quote.Credit}", $"{quote.Charge}"));
        Assert.Equal([5L, 1L], quote.Charges);
        var changed = Change(number, TariffAt("3100.00", "max"), Date("2026-12-31"), entry: 6);
        Assert.Equal([new PaidPeriod("max", Date("2027-06-30"))], changed.PeriodsFrom(Date("2026-12-31")));
        Assert.Equal([6L, 5L, 1L], TariffChangeQuote.For(changed, TariffAt("1.00"), Date("2026-12-31"))!.Charges);
    }

    [Fact]
    public void What_was_paid_for_on_terms_that_nobody_knows_cannot_be_changed()
    {
        var number = Paid(TariffAt("1000.00"), 1, Date("2026-12-01")) with { Terms = null };

        Assert.Null(TariffChangeQuote.For(number, TariffAt("2000.00"), Date("2026-12-10")));

        // A payment that continues it does not make them known.
        var later = Paid(number, TariffAt("1000.00"), 1, Date("2026-12-10"));
        Assert.Null(TariffChangeQuote.For(later, TariffAt("2000.00"), Date("2026-12-10")));
        Assert.NotNull(TariffChangeQuote.For(later, TariffAt("2000.00"), Date("2027-01-01")));
    }

    [Property(Arbitrary = [typeof(Arbitraries)], MaxTest = 300)]
    public void A_month_never_costs_more_than_at_the_dearest_of_its_tariffs_however_often_it_is_changed(
        Money first,
        List<Money> others,
        DateOnly paid,
        Months months,
        byte step)
    {
        var tariff = new Tariff("base", "", first) { Discounts = Discounts };
        var bought = Quote.For(tariff, Subscription.Unpaid(Number, "base"), months.Count, paid);
        var number = Subscription.Unpaid(Number, "base").Pay(bought, 1, paid);
        var (charged, dearest, day, entry) = (bought.Amount, first, paid, 1L);
        foreach (var price in others.Take(5))
        {
            day = day.AddDays(step % 20);
            var next = new Tariff("next", "", price);
            if (TariffChangeQuote.For(number, next, day) is not { } quote)
            {
                break;
            }

            Assert.InRange(quote.Credit.Kopecks, 0, charged.Kopecks);
            number = Change(number, next, day, ++entry);
            charged += quote.Amount;
            dearest = price > dearest ? price : dearest;
        }

        var most = Quote.For(
            new Tariff("most", "", dearest) { Discounts = Discounts },
            Subscription.Unpaid(Number, "base"),
            months.Count,
            paid);
        Assert.InRange(charged.Kopecks, 0, most.Amount.Kopecks);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_same_price_costs_nothing_and_the_first_day_costs_what_the_new_tariff_would_have(
        Money price,
        Money other,
        DateOnly paid,
        Months months,
        byte days)
    {
        var tariff = new Tariff("base", "", price) { Discounts = Discounts };
        var unpaid = Subscription.Unpaid(Number, "base");
        var number = Paid(tariff, months.Count, paid);
        var later = paid.AddDays(days % (number.PaidThrough!.Value.DayNumber - paid.DayNumber + 1));

        Assert.Equal(Money.Zero, TariffChangeQuote.For(number, tariff with { Id = "same" }, later)!.Amount);
        Assert.Equal(
            Quote.For(tariff with { MonthlyPrice = other }, unpaid, months.Count, paid).Amount,
            Quote.For(tariff, unpaid, months.Count, paid).Amount
                + TariffChangeQuote.For(number, tariff with { MonthlyPrice = other }, paid)!.Amount);
    }
}
