using static Billing.Tests.PaymentExample;

namespace Billing.Tests;

/// <summary>Several numbers that are paid for with one debit.</summary>
public sealed class GroupPaymentTests
{
    private static readonly PaymentItem Other = new("+79007654321", Base, 2, Money.FromRoubles(3900));

    private static readonly PaymentState Rich =
        State with { Account = WithBalance(Money.FromRoubles(4800)) };

    [Fact]
    public void All_numbers_are_paid_by_one_entry_whose_amount_is_their_sum()
    {
        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(Rich, CommandFor(Item, Other)));

        Assert.Equal((Money.FromRoubles(-4800), Money.Zero), (paid.Entry.Amount, paid.Account.Balance));
        Assert.Equal(
            [
                new PaidItem(
                    Item.Phone, "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30), Money.FromRoubles(900))
                {
                    Price = new(Base.MonthlyPrice, 0),
                },
                new PaidItem(
                    Other.Phone, "base", "Базовый", 2, new(2026, 11, 22), new(2026, 12, 31), Money.FromRoubles(3900))
                {
                    Price = new(Base.MonthlyPrice, 0),
                },
            ],
            paid.Entry.PaidItems);
        Assert.Equal(
            [(Item.Phone, new DateOnly(2026, 11, 30), 2L), (Other.Phone, new DateOnly(2026, 12, 31), 2L)],
            paid.Subscriptions.Select(each => (each.Phone, each.PaidThrough!.Value, each.LastEntry)));
        Assert.Equal(
            "Оплата номеров (2): +7\u00a0900\u00a0123-45-67, +7\u00a0900\u00a0765-43-21",
            paid.Entry.Description);
    }

    [Fact]
    public void One_number_is_booked_as_ever_whichever_way_it_was_asked_for() => Assert.IsType<PaymentDetails>(
        Assert.IsType<PaymentDecision.Paid>(Decide(Rich, CommandFor(Item))).Entry.Details);

    [Fact]
    public void If_one_number_costs_something_else_now_nothing_is_paid_and_all_quotes_are_told()
    {
        var changed = Assert.IsType<PaymentDecision.PriceChanged>(
            Decide(Rich, CommandFor(Item, Other with { Amount = Money.FromRoubles(3800) })));

        Assert.Equal(
            [Money.FromRoubles(900), Money.FromRoubles(3900)],
            changed.Quotes.Select(quote => quote.Amount));
    }

    [Fact]
    public void The_balance_has_to_suffice_for_all()
    {
        var state = State with { Account = WithBalance(Money.FromRoubles(4799)) };

        var refusal = Assert.IsType<PaymentDecision.InsufficientFunds>(Decide(state, CommandFor(Item, Other)));

        Assert.Equal((Money.FromRoubles(4800), Money.FromRoubles(1)), (refusal.Amount, refusal.Shortfall));
    }

    [Fact]
    public void A_tariff_that_is_not_on_sale_is_told_by_its_place() => Assert.Equal(
        new PaymentDecision.UnknownTariff(1),
        Decide(Rich, CommandFor(Item, Other with { Tariff = null })));

    [Fact]
    public void New_numbers_are_counted_together()
    {
        var state = WithNumbers(499) with { Account = WithBalance(Money.FromRoubles(9000)) };
        var third = Other with { Phone = "+79007654322" };

        Assert.IsType<PaymentDecision.Paid>(Decide(state, CommandFor(Item, Other)));
        Assert.IsType<PaymentDecision.TooManySubscriptions>(Decide(state, CommandFor(Other, third)));
    }
}
