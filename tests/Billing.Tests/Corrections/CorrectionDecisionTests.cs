using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class CorrectionDecisionTests
{
    private readonly Books _books = new();

    [Fact]
    public void A_wrong_top_up_is_taken_back()
    {
        var topUp = _books.TopUp(Roubles(900));

        var entry = Booked(_books.Correct(topUp));

        Assert.Equal((Roubles(-900), Roubles(0)), (entry.Amount, entry.BalanceAfter));
        Assert.Equal(
            new CorrectionDetails(topUp, "ошибка") { Operator = "Иванова", Undoes = EntryKind.TopUp },
            entry.Details);
        Assert.Equal(new CorrectionDecision.TooMuch(Money.Zero), _books.Correct(topUp));

        // Its money may be on another account by now.
        Assert.Equal(new CorrectionDecision.NoDebt(), _books.Correct(entry.Number));
    }

    [Fact]
    public void Reversing_money_that_was_spent_takes_what_is_left_and_names_the_rest_a_debt()
    {
        var topUp = _books.TopUp(Roubles(900));
        _books.Charge(Roubles(700));

        var reversal = Booked(_books.Correct(topUp));

        Assert.Equal(
            (Roubles(-200), Roubles(700)),
            (reversal.Amount, ((CorrectionDetails)reversal.Details).Debt));
        Assert.Equal(new(Money.Zero, Roubles(700), Money.Zero, Money.Zero, Roubles(700)), _books.Totals);

        Assert.Equal(
            new CorrectionDecision.InsufficientFunds(Roubles(700), Money.Zero),
            _books.Correct(reversal.Number));
    }

    [Fact]
    public void A_debt_is_paid_from_money_that_comes_later_in_parts_and_once()
    {
        var wrong = _books.TopUp(Roubles(900));
        _books.Charge(Roubles(700));
        var reversal = Booked(_books.Correct(wrong)).Number;
        _books.TopUp(Roubles(1000));

        var part = Booked(_books.Correct(reversal, Roubles(100)));
        Assert.Equal(
            (Roubles(-100), Roubles(-100), Roubles(900)),
            (part.Amount, ((CorrectionDetails)part.Details).Debt, part.BalanceAfter));
        Assert.Equal(new CorrectionDecision.TooMuch(Roubles(600)), _books.Correct(reversal, Roubles(601)));
        Booked(_books.Correct(reversal));

        Assert.Equal(new CorrectionDecision.NoDebt(), _books.Correct(reversal));
        Assert.Equal(new CorrectionDecision.NoDebt(), _books.Correct(part.Number));
        Assert.Equal(new(Roubles(1000), Roubles(700), Money.Zero, Money.Zero, Money.Zero), _books.Totals);
        Assert.Equal(Roubles(300), _books.Account.Balance);
    }

    [Fact]
    public void A_payment_is_given_back_in_parts_and_never_more_than_it_was()
    {
        _books.TopUp(Roubles(900));
        var payment = _books.Charge(Roubles(700));

        Assert.Equal(Roubles(100), Booked(_books.Correct(payment, Roubles(100))).Amount);
        Assert.Equal(new CorrectionDecision.TooMuch(Roubles(600)), _books.Correct(payment, Roubles(601)));
        var rest = Booked(_books.Correct(payment));
        Assert.Equal((Roubles(600), Roubles(900)), (rest.Amount, rest.BalanceAfter));

        // And taken again, if that was wrong.
        Assert.Equal(Roubles(-600), Booked(_books.Correct(rest.Number)).Amount);
        Assert.Equal(Roubles(600), _books.History.Find(payment)!.Left);
    }

    [Fact]
    public void Only_the_reversal_of_a_top_up_leaves_a_debt()
    {
        _books.TopUp(Roubles(900));
        var payment = _books.Charge(Roubles(700));
        var givenBack = Booked(_books.Correct(payment)).Number;
        _books.Charge(Roubles(800));

        Assert.Equal(
            new CorrectionDecision.InsufficientFunds(Roubles(700), Roubles(100)),
            _books.Correct(givenBack));
    }

    [Fact]
    public void A_frozen_account_is_corrected_and_an_entry_that_is_not_there_is_not()
    {
        var topUp = _books.TopUp(Roubles(900));
        _books.Account = _books.Account with { IsFrozen = true };

        Assert.IsType<CorrectionDecision.NoSuchEntry>(_books.Correct(topUp + 1));
        Assert.IsType<CorrectionDecision.TooMuch>(_books.Correct(topUp, Money.Zero));
        Booked(_books.Correct(topUp));
    }

    [Property(MaxTest = 300)]
    public Property Books_balance_after_any_corrections_and_returns() => Prop.ForAll(
        Gen.Choose(0, 4).SelectMany(
            kind => Gen.Choose(1, 12).SelectMany(
                number => Gen.Choose(0, 500).Select(kopecks => (kind, number, kopecks))))
            .ListOf(25)
            .ToArbitrary(),
        steps =>
        {
            var books = new Books();
            foreach (var (kind, number, kopecks) in steps)
            {
                var amount = kopecks == 0 ? (Money?)null : new Money(kopecks);
                _ = kind switch
                {
                    0 => books.TopUp(amount ?? new Money(300)),
                    1 => amount is { } charge && charge <= books.Account.Balance ? books.Charge(charge) : 0,
                    2 => books.Return(number, amount) is ReturnDecision.Booked ? 1 : 0,
                    _ => books.Correct(number, amount) is CorrectionDecision.Booked ? 1 : 0,
                };

                Assert.Equal(books.Account.Balance, books.Totals.Balance);
                Assert.True(books.Account.Balance >= Money.Zero);
                Assert.True(books.Totals is { Debt.Kopecks: >= 0, Charged.Kopecks: >= 0, Returned.Kopecks: >= 0 });
                Assert.True(books.Totals.Received >= Money.Zero);
                Assert.Equal(books.Brought, books.Totals.Received + books.Released);
                Assert.All(
                    books.Entries,
                    entry => Assert.True(books.History.Find(entry.Number)!.Left >= Money.Zero));
                Assert.Equal(
                    books.Account.Balance,
                    books.History.Lots.Open.Aggregate(Money.Zero, (sum, lot) => sum + lot.Amount));
            }
        });

    private static Money Roubles(long roubles) => Money.FromRoubles(roubles);

    private static Entry Booked(CorrectionDecision decision) =>
        Assert.IsType<CorrectionDecision.Booked>(decision).Entry;
}
