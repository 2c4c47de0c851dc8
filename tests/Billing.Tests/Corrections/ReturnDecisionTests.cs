namespace Billing.Tests;

public sealed class ReturnDecisionTests
{
    private readonly Books _books = new();

    [Fact]
    public void Unspent_money_goes_back_to_the_account_that_it_came_from()
    {
        var first = _books.TopUp(Money.FromRoubles(1000));
        var second = _books.TopUp(Money.FromRoubles(500));
        _books.Charge(Money.FromRoubles(300));

        var entry = Booked(_books.Return(first));

        Assert.Equal(Money.FromRoubles(-700), entry.Amount);
        Assert.Equal(
            new ReturnDetails(
                first,
                new("ООО «Ромашка»", "7725088527", "40702810900000002851", "044030827"),
                "Возврат 700.00",
                "заявление",
                "Иванова"),
            entry.Details);
        Assert.Equal(new ReturnDecision.TooMuch(Money.Zero), _books.Return(first));
        Assert.Equal(
            new ReturnDecision.TooMuch(Money.FromRoubles(500)),
            _books.Return(second, Money.FromRoubles(501)));
    }

    [Fact]
    public void A_return_that_the_bank_sends_back_is_on_the_account_again_in_its_old_lot()
    {
        var topUp = _books.TopUp(Money.FromRoubles(1000));
        var returned = Booked(_books.Return(topUp, Money.FromRoubles(400)));

        var bounced = Assert.IsType<CorrectionDecision.Booked>(_books.Correct(returned.Number)).Entry;

        Assert.Equal(
            (Money.FromRoubles(400), Money.FromRoubles(1000)),
            (bounced.Amount, _books.History.Lots.LeftOf(topUp)));
        Assert.Equal(AccountTotals.None with { Received = Money.FromRoubles(1000) }, _books.Totals);
    }

    [Fact]
    public void Money_from_an_unknown_account_or_on_a_frozen_one_is_not_returned()
    {
        var unknown = _books.TopUp(Money.FromRoubles(1000), payerAccount: null);

        Assert.IsType<ReturnDecision.UnknownPayer>(_books.Return(unknown));
        Assert.IsType<ReturnDecision.NoSuchTopUp>(_books.Return(unknown + 1));
        _books.Account = _books.Account with { IsFrozen = true };
        Assert.IsType<ReturnDecision.UnderReview>(_books.Return(unknown));
    }

    [Fact]
    public void Money_of_a_reversed_top_up_is_not_returned_although_a_charge_that_is_undone_opens_its_lot_again()
    {
        var wrong = _books.TopUp(Money.FromRoubles(500));
        _books.TopUp(Money.FromRoubles(500));
        var charge = _books.Charge(Money.FromRoubles(500));
        Assert.IsType<CorrectionDecision.Booked>(_books.Correct(wrong));
        Assert.IsType<CorrectionDecision.Booked>(_books.Correct(charge));

        Assert.Equal(Money.FromRoubles(500), _books.History.Lots.LeftOf(wrong));
        Assert.Equal(new ReturnDecision.TooMuch(Money.Zero), _books.Return(wrong));
    }

    private static Entry Booked(ReturnDecision decision) => Assert.IsType<ReturnDecision.Booked>(decision).Entry;
}
