using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>Until when numbers can be paid for today, and what that costs.</summary>
public sealed class TermTests
{
    private static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly Subscription New = Subscription.Unpaid("+79001234567", "base");
    private static readonly Subscription PaidThroughDecember = Subscription.Unpaid("+79007654321", "base")
        .Pay(Quote.For(Base, Subscription.Unpaid("+79007654321", "base"), 2, Today), 1, Today);

    [Fact]
    public void The_first_end_is_that_of_this_month_and_there_are_twelve()
    {
        var terms = Term.For([(New, Base)], Today);

        Assert.Equal(
            [(new DateOnly(2026, 11, 30), Money.FromRoubles(300)), (new(2026, 12, 31), Money.FromRoubles(3300))],
            terms.Take(2).Select(term => (term.PaidThrough, term.Amount)));
        Assert.Equal((12, new DateOnly(2027, 10, 31)), (terms.Count, terms[^1].PaidThrough));
    }

    [Fact]
    public void A_number_that_is_paid_longer_joins_when_its_own_next_month_begins()
    {
        var terms = Term.For([(New, Base), (PaidThroughDecember, Base)], Today);

        Assert.Equal([New.Phone], terms[1].Quotes.Select(quote => quote.Phone));
        Assert.Equal(
            [(New.Phone, 3), (PaidThroughDecember.Phone, 1)],
            terms[2].Quotes.Select(quote => (quote.Phone, quote.Months)));
        Assert.Equal(Money.FromRoubles(300 + 3000 + 3000 + 3000), terms[2].Amount);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Every_term_is_what_a_payment_of_these_months_costs_and_ends_all_its_numbers_on_one_day(
        DateOnly today,
        Money price,
        Months paid)
    {
        var tariff = new Tariff("base", "Базовый", price);
        var second = Subscription.Unpaid("+79007654321", "base");
        second = second.Pay(Quote.For(tariff, second, paid.Count, today), 1, today);
        (Subscription, Tariff)[] numbers = [(New, tariff), (second, tariff)];

        var terms = Term.For(numbers, today);

        Assert.All(terms, term =>
        {
            Assert.All(term.Quotes, quote => Assert.Equal(term.PaidThrough, quote.PaidThrough));
            Assert.All(term.Quotes, quote => Assert.Equal(
                Quote.For(tariff, quote.Phone == New.Phone ? New : second, quote.Months, today).Amount,
                quote.Amount));
            Assert.Equal(term.PaidThrough > second.PaidThrough, term.Quotes.Count == 2);
        });
        Assert.Equal(terms.OrderBy(term => term.PaidThrough), terms);
    }
}
