using static Billing.Tests.PaymentExample;

namespace Billing.Tests;

public sealed class PaymentDecisionTests
{
    [Fact]
    public void A_payment_debits_the_account_and_pays_the_subscription()
    {
        var state = State with { Account = State.Account with { Lockout = new(3, null) } };

        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(state, Command));

        Assert.Equal(
            new Entry(
                2,
                Now,
                Money.FromRoubles(-900),
                Money.FromRoubles(100),
                "event-1",
                new PaymentDetails(Item.Phone, "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30))
                {
                    Price = new(Base.MonthlyPrice, 0),
                },
                State.Account.LastHash,
                paid.Entry.ComputeHash()),
            paid.Entry);
        Assert.Equal(
            State.Account with { Balance = Money.FromRoubles(100), LastEntry = 2, LastHash = paid.Entry.Hash },
            paid.Account);
        Assert.Equal(
            new(Item.Phone, "base", "base", SubscriptionStatus.Paid, new(2026, 11, 30), LastEntry: 2),
            Assert.Single(paid.Subscriptions) with { Terms = null });
        Assert.Equal(
            [new(new(2026, 11, 22), new(2026, 11, 30), 0, [new(new(2026, 11, 22), "base", Base.MonthlyPrice, 2)])],
            Assert.Single(paid.Subscriptions).Terms!);
    }

    [Fact]
    public void A_new_number_can_be_paid_for_at_once()
    {
        var command = CommandFor(Item with { Phone = "+79007654321" });

        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(State, command));

        Assert.Equal(
            new("+79007654321", "base", "base", SubscriptionStatus.Paid, new(2026, 11, 30), LastEntry: 2),
            Assert.Single(paid.Subscriptions) with { Terms = null });
    }

    [Fact]
    public void What_is_paid_is_the_tariff_of_the_request_whatever_was_chosen_before()
    {
        var chosen = State.Subscriptions[Item.Phone].Choose("pro");
        var state = State with { Subscriptions = new Dictionary<string, Subscription> { [chosen.Phone] = chosen } };

        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(state, Command));

        Assert.Equal(("base", "base"), (paid.Subscriptions[0].PaidTariffId, paid.Subscriptions[0].NextTariffId));
    }

    [Fact]
    public void The_500th_number_is_taken_and_one_more_is_not()
    {
        var command = CommandFor(Item with { Phone = "+79007654321" });

        Assert.IsType<PaymentDecision.Paid>(Decide(WithNumbers(499), command));
        Assert.IsType<PaymentDecision.TooManySubscriptions>(Decide(WithNumbers(500), command));
        Assert.IsType<PaymentDecision.Paid>(Decide(WithNumbers(500), Command));
    }

    [Fact]
    public void A_tariff_that_is_not_on_sale_cannot_be_paid_for() =>
        Assert.IsType<PaymentDecision.UnknownTariff>(Decide(State, CommandFor(Item with { Tariff = null })));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void Months_out_of_range_are_a_fault_of_the_caller(int months) =>
        Assert.ThrowsAny<ArgumentException>(() => Decide(State, CommandFor(Item with { Months = months })));

    [Fact]
    public void A_payment_that_names_the_first_day_is_for_no_other_period()
    {
        Assert.IsType<PaymentDecision.Paid>(Decide(State, CommandFor(Item with { PeriodStart = new(2026, 11, 22) })));

        foreach (var day in new DateOnly[] { new(2026, 11, 21), new(2026, 11, 23) })
        {
            var command = CommandFor(Item with { PeriodStart = day });
            var changed = Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, command));
            Assert.Equal(new(2026, 11, 22), Assert.Single(changed.Quotes).PeriodStart);
        }
    }

    [Fact]
    public void What_was_agreed_to_is_not_paid_a_second_time_for_the_next_period_at_the_same_price()
    {
        var first = CommandFor(Item with { Amount = Base.MonthlyPrice, PeriodStart = new(2026, 12, 1) });
        var december = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        var state = State with { Account = WithBalance(Money.FromRoubles(9000)) };
        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(state, first, now: december));
        var after = state with
        {
            Account = paid.Account,
            Subscriptions = new Dictionary<string, Subscription> { [Item.Phone] = paid.Subscriptions[0] },
        };

        var again = Decide(after, first with { EventId = "event-2" }, now: december);

        Assert.Equal(new(2027, 1, 1), Assert.IsType<PaymentDecision.PriceChanged>(again).Quotes[0].PeriodStart);
    }

    [Fact]
    public void The_whole_balance_can_be_spent()
    {
        var state = State with { Account = WithBalance(Money.FromRoubles(900)) };

        Assert.Equal(Money.Zero, Assert.IsType<PaymentDecision.Paid>(Decide(state, Command)).Account.Balance);
    }

    [Fact]
    public void A_kopeck_short_is_short_and_says_by_how_much()
    {
        var balance = Money.FromRoubles(900) - new Money(1);

        var refusal = Assert.IsType<PaymentDecision.InsufficientFunds>(
            Decide(State with { Account = WithBalance(balance) }, Command));

        Assert.Equal(
            (Money.FromRoubles(900), balance, new Money(1)),
            (refusal.Amount, refusal.Balance, refusal.Shortfall));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Another_amount_than_the_quote_of_now_answers_with_that_quote(long kopecks)
    {
        var command = CommandFor(Item with { Amount = Item.Amount + new Money(kopecks) });

        var changed = Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, command));

        Assert.Equal(Money.FromRoubles(900), Assert.Single(changed.Quotes).Amount);
    }

    [Fact]
    public void Midnight_in_Moscow_changes_the_price_and_midnight_in_utc_does_not()
    {
        var lastSecond = new DateTimeOffset(2026, 11, 22, 20, 59, 59, TimeSpan.Zero);
        var cheaper = CommandFor(Item with { Amount = Money.FromRoubles(800) });

        Assert.IsType<PaymentDecision.Paid>(Decide(State, Command, now: lastSecond));
        Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, Command, now: lastSecond.AddSeconds(1)));
        Assert.IsType<PaymentDecision.Paid>(Decide(State, cheaper, now: lastSecond.AddHours(3).AddSeconds(1)));
    }

    // At first everything is in the way. Each step removes what was refused, and meets the next refusal.
    [Fact]
    public void What_is_cheaper_to_find_out_comes_first()
    {
        var locked = Account.Open("1234567897") with { IsFrozen = true, Lockout = new(5, Now.AddMinutes(15)) };
        var state = WithNumbers(500) with { Account = locked, PasswordExpiresAt = Now };
        var command = CommandFor(Item with { Phone = "+79007654321", Tariff = null, Amount = Money.FromRoubles(1) });

        Assert.IsType<PaymentDecision.UnderReview>(Decide(state, command, isRight: null));

        state = state with { Account = locked with { IsFrozen = false } };
        Assert.IsType<PaymentDecision.UnknownTariff>(Decide(state, command, isRight: null));

        command = CommandFor(command.Items[0] with { Tariff = Base });
        Assert.IsType<PaymentDecision.TooManySubscriptions>(Decide(state, command, isRight: null));

        command = CommandFor(command.Items[0] with { Phone = Item.Phone });
        Assert.IsType<PaymentDecision.PriceChanged>(Decide(state, command, isRight: null));

        command = CommandFor(command.Items[0] with { Amount = Item.Amount });
        Assert.IsType<PaymentDecision.InsufficientFunds>(Decide(state, command, isRight: null));

        state = state with { Account = State.Account with { Lockout = locked.Lockout } };
        Assert.IsType<PaymentDecision.Locked>(Decide(state, command, isRight: null));

        state = state with { Account = State.Account };
        Assert.IsType<PaymentDecision.PasswordNeeded>(Decide(state, command, isRight: null));
        Assert.IsType<PaymentDecision.WrongPassword>(Decide(state, command, isRight: false));
        Assert.IsType<PaymentDecision.PasswordExpired>(Decide(state, command));

        state = state with { PasswordExpiresAt = null };
        Assert.IsType<PaymentDecision.Paid>(Decide(state, command));
    }
}
