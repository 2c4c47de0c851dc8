using FsCheck.Xunit;
using static Billing.Tests.Numbers;

namespace Billing.Tests;

public sealed class RemovalTests
{
    [Theory]
    [InlineData("2026-11-28", "2027-02-10", "17340.00", "2027-02-28", 0)]
    [InlineData("2026-01-01", "2026-07-31", "9900.00", "2026-07-31", 10)]
    [InlineData("2026-01-01", "2026-11-01", "0.00", "2026-11-30", 20)]
    [InlineData("2026-01-01", "2026-12-05", "0.00", "2026-12-31", 20)]
    public void Whole_months_after_this_one_are_given_back_at_the_discount_of_those_that_are_kept(
        string paid,
        string day,
        string amount,
        string paidThrough,
        int percent)
    {
        var number = Paid(TariffAt("3000.00"), 12, Date(paid));

        var quote = RemovalQuote.For(number, Discounts, Date(day));

        Assert.Equal((amount, Date(paidThrough), percent), ($"{quote.Amount}", quote.PaidThrough, quote.Percent));
        Assert.Equal(quote.Amount == Money.Zero ? [] : [1L], quote.Charges);
    }

    [Fact]
    public void Payments_that_have_not_begun_are_given_back_whole()
    {
        var number = Paid(TariffAt("1000.00"), 1, Date("2026-12-01"));
        number = Paid(number, TariffAt("2000.00", "pro"), 3, Date("2026-12-20"), entry: 5);

        var quote = RemovalQuote.For(number, Discounts, Date("2026-12-31"));

        Assert.Equal(("6000.00", "base"), ($"{quote.Amount}", quote.TariffId));
    }

    [Fact]
    public void A_removed_number_is_paid_for_to_the_end_of_the_month_and_off_the_list()
    {
        var at = new DateTimeOffset(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        var number = Paid(TariffAt("3000.00"), 12, Date("2026-11-28"));
        var state = PaymentExample.State with
        {
            Subscriptions = new Dictionary<string, Subscription> { [Number] = number },
        };
        var command = new RemovalCommand("removal", Number, Read("17340.00"), Discounts);

        var paid = Assert.IsType<PaymentDecision.Paid>(PaymentDecision.Decide(state, command, true, at));

        var removed = Assert.Single(paid.Subscriptions);
        Assert.Equal(Read("17340.00"), paid.Entry.Amount);
        Assert.Equal((Date("2027-02-28"), at), (removed.PaidThrough, removed.RemovedAt));
        Assert.Equal(SubscriptionStatus.Paid, removed.Status);
        Assert.Equal("9300.00", $"{removed.Terms![0].ChargeThrough(Date("2027-02-28"), 0)}");
    }

    [Fact]
    public void What_is_agreed_to_is_what_is_given_back()
    {
        var state = PaymentExample.State with
        {
            Subscriptions = new Dictionary<string, Subscription>
            {
                [Number] = Paid(TariffAt("3000.00"), 12, Date("2026-11-28")),
            },
        };
        var command = new RemovalCommand("removal", Number, Read("17340.01"), Discounts);

        var decision = PaymentDecision.Decide(
            state,
            command,
            passwordIsRight: true,
            new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero));

        Assert.Equal("17340.00", $"{Assert.IsType<PaymentDecision.RemovalGivesOther>(decision).Quote.Amount}");
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Never_more_is_given_back_than_the_months_after_this_one_cost(
        Money price,
        Money other,
        DateOnly paid,
        Months months,
        short days)
    {
        var tariff = new Tariff("base", "", price) { Discounts = Discounts };
        var number = Paid(tariff, months.Count, paid);
        var day = paid.AddDays(Math.Abs((int)days) % (number.PaidThrough!.Value.DayNumber - paid.DayNumber + 1));
        number = Change(number, tariff with { MonthlyPrice = other }, day);

        var quote = RemovalQuote.For(number, Discounts, day);

        var (term, end) = (number.Terms![0], quote.PaidThrough);
        var whole = term.ChargeThrough(term.Through, term.Percent);
        Assert.InRange(quote.Amount.Kopecks, 0, (whole - term.ChargeThrough(end, term.Percent)).Kopecks);
        var kept = number.Remove(
            new RemovalDetails(Number, "base", end, quote.Percent, quote.Charges),
            default,
            entryNumber: 3).Terms![0];
        if (quote.Amount > Money.Zero)
        {
            Assert.Equal(whole - quote.Amount, kept.ChargeThrough(end, kept.Percent));
        }
    }
}
