using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class PaymentDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    private static readonly PaymentCommand Command = new("p-1", "key-1", "hash-1", Base, "+79001234567", 1, Money.FromRoubles(900));
    private static readonly PaymentState State = new(
        WithBalance(Money.FromRoubles(1000)), new("+79001234567", "base", SubscriptionStatus.Unpaid, null), Lockout.None, null, null);
    private static readonly Payment Earlier = new(
        "p-0", "key-1", "hash-1", "+79001234567", "base", 1, Money.FromRoubles(900), new(2026, 11, 22), new(2026, 11, 30), Now, Money.Zero);

    [Fact]
    public void Whoever_names_the_first_day_pays_for_no_other_period()
    {
        Assert.IsType<PaymentDecision.Paid>(Decide(State, Command with { PeriodStart = new(2026, 11, 22) }));

        var changed = Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, Command with { PeriodStart = new(2026, 11, 21) }, asked: 0));
        Assert.Equal(new(2026, 11, 22), changed.Quote.PeriodStart);
    }

    [Fact]
    public void A_payment_debits_the_account_and_pays_the_connection()
    {
        var paid = Assert.IsType<PaymentDecision.Paid>(Decide(State with { Lockout = new(3, null) }, Command));

        Assert.Equal(
            new Payment(
                "p-1",
                "key-1",
                "hash-1",
                "+79001234567",
                "base",
                1,
                Money.FromRoubles(900),
                new(2026, 11, 22),
                new(2026, 11, 30),
                Now,
                Money.FromRoubles(100)),
            paid.Payment);
        Assert.Equal(Money.FromRoubles(100), paid.Account.Balance);
        Assert.Equal(new("+79001234567", "base", SubscriptionStatus.Paid, new(2026, 11, 30)), paid.Connection);
        Assert.Equal((EntryKind.Payment, Money.FromRoubles(-900), "p-1"), (paid.Entry.Kind, paid.Entry.Amount, paid.Entry.Reference));
        Assert.Equal("Оплата +79001234567, тариф «Базовый», 22.11.2026–30.11.2026", paid.Entry.Description);
        Assert.Equal(State.Account.LastHash, paid.Entry.PreviousHash);
        Assert.Equal(Lockout.None, paid.Lockout);
    }

    [Fact]
    public void The_whole_balance_can_be_spent() => Assert.Equal(
        Money.Zero,
        Assert.IsType<PaymentDecision.Paid>(Decide(State with { Account = WithBalance(Money.FromRoubles(900)) }, Command)).Account.Balance);

    [Fact]
    public void A_kopeck_short_is_short_and_says_by_how_much()
    {
        var balance = Money.FromRoubles(900) - new Money(1);
        var short1 = Assert.IsType<PaymentDecision.InsufficientFunds>(Decide(State with { Account = WithBalance(balance) }, Command));

        Assert.Equal((Money.FromRoubles(900), balance, new Money(1)), (short1.Amount, short1.Balance, short1.Shortfall));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Another_amount_than_the_quote_of_now_answers_with_that_quote(long kopecks)
    {
        var command = Command with { Amount = Command.Amount + new Money(kopecks) };

        var changed = Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, command));

        Assert.Equal(Money.FromRoubles(900), changed.Quote.Amount);
    }

    [Fact]
    public void Midnight_in_Moscow_changes_the_price_and_midnight_in_utc_does_not()
    {
        DateTimeOffset At(int hour, int second) => new(2026, 11, 22, hour, 59, second, TimeSpan.Zero);

        Assert.IsType<PaymentDecision.Paid>(Decide(State, Command, now: At(20, 59)));
        Assert.IsType<PaymentDecision.PriceChanged>(Decide(State, Command, now: At(20, 59).AddSeconds(1)));
        Assert.IsType<PaymentDecision.Paid>(Decide(State, Command with { Amount = Money.FromRoubles(800) }, now: At(23, 59).AddSeconds(1)));
    }

    [Fact]
    public void A_wrong_password_counts_and_the_fifth_one_locks()
    {
        var wrong = Assert.IsType<PaymentDecision.WrongPassword>(Decide(State with { Lockout = new(4, null) }, Command, right: false));

        Assert.Equal(new Lockout(5, Now.AddMinutes(15)), wrong.Lockout);
    }

    [Fact]
    public void A_locked_cabinet_takes_not_even_the_right_password()
    {
        var locked = State with { Lockout = new(5, Now.AddMinutes(15)) };

        Assert.Equal(new PaymentDecision.Locked(Now.AddMinutes(15)), Decide(locked, Command));
        Assert.IsType<PaymentDecision.Paid>(Decide(locked, Command, now: Now.AddMinutes(15)));
    }

    [Fact]
    public void A_password_expires_at_its_moment_and_only_the_right_one_is_told_so()
    {
        var expired = State with { PasswordExpiresAt = Now };

        Assert.IsType<PaymentDecision.PasswordExpired>(Decide(expired, Command));
        Assert.IsType<PaymentDecision.WrongPassword>(Decide(expired, Command, right: false));
        Assert.IsType<PaymentDecision.Paid>(Decide(State with { PasswordExpiresAt = Now.AddTicks(1) }, Command));
    }

    [Fact]
    public void The_same_request_again_is_replayed_and_asks_for_nothing()
    {
        // All else is in the way, and none of it matters: the money was debited long ago.
        var state = State with
        {
            Existing = Earlier,
            Account = Account.Open("1234567897") with { UnderReview = true },
            Lockout = new(5, Now.AddMinutes(15)),
            PasswordExpiresAt = Now,
        };

        Assert.Equal(new PaymentDecision.Replayed(Earlier), Decide(state, Command with { Amount = Money.Zero }, asked: 0));
    }

    [Fact]
    public void A_key_used_by_another_request_is_refused() =>
        Assert.IsType<PaymentDecision.KeyReused>(Decide(State with { Existing = Earlier }, Command with { RequestHash = "hash-2" }, asked: 0));

    // Each case of the order hides all those after it.
    [Fact]
    public void What_is_cheaper_to_find_out_comes_first()
    {
        var state = State with
        {
            Account = Account.Open("1234567897") with { UnderReview = true },
            Lockout = new(5, Now.AddMinutes(15)),
            PasswordExpiresAt = Now,
        };
        var command = Command with { Amount = Money.FromRoubles(1) };

        Assert.IsType<PaymentDecision.UnderReview>(Decide(state, command, right: false, asked: 0));

        state = state with { Account = Account.Open("1234567897") };
        Assert.IsType<PaymentDecision.PriceChanged>(Decide(state, command, right: false, asked: 0));
        Assert.IsType<PaymentDecision.InsufficientFunds>(Decide(state, Command, right: false, asked: 0));

        state = state with { Account = State.Account };
        Assert.IsType<PaymentDecision.Locked>(Decide(state, Command, right: false, asked: 0));

        state = state with { Lockout = Lockout.None };
        Assert.IsType<PaymentDecision.WrongPassword>(Decide(state, Command, right: false, asked: 1));
        Assert.IsType<PaymentDecision.PasswordExpired>(Decide(state, Command, asked: 1));
    }

    [Fact]
    public void The_password_is_asked_once() => Decide(State, Command, asked: 1);

    [Fact]
    public void A_payment_for_another_connection_than_the_one_given_is_a_fault() =>
        Assert.Throws<ArgumentException>(() => Decide(State, Command with { Phone = "+79007654321" }));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void What_the_quote_previews_is_what_is_debited(Money price, Money balance, DateTimeOffset now, Months months)
    {
        var tariff = Base with { MonthlyPrice = price };
        var quote = Quote.For(tariff, State.Connection, months.Count, BusinessDay.Of(now));
        var command = Command with { Tariff = tariff, Months = months.Count, Amount = quote.Amount };

        switch (Decide(State with { Account = WithBalance(balance) }, command, now: now))
        {
            case PaymentDecision.Paid paid:
                Assert.Equal(balance - quote.Amount, paid.Account.Balance);
                Assert.Equal(-quote.Amount, paid.Entry.Amount);
                Assert.Equal((quote.PeriodStart, quote.PaidThrough), (paid.Payment.PeriodStart, paid.Payment.PaidThrough));
                Assert.Equal(quote.PaidThrough, paid.Connection.PaidThrough);
                break;
            case PaymentDecision.InsufficientFunds insufficient:
                Assert.True(quote.Amount > balance);
                Assert.Equal(quote.Amount, balance + insufficient.Shortfall);
                break;
            case var other:
                Assert.Fail($"Unexpected {other}");
                break;
        }
    }

    private static PaymentDecision Decide(
        PaymentState state, PaymentCommand command, bool right = true, int? asked = null, DateTimeOffset? now = null)
    {
        var times = 0;
        var decision = PaymentDecision.Decide(
            state,
            command,
            () =>
            {
                times++;
                return right;
            },
            now ?? Now);
        Assert.Equal(asked ?? times, times);
        return decision;
    }

    private static Account WithBalance(Money balance) =>
        Account.Open("1234567897").Append(EntryKind.TopUp, balance, "t-1", "Пополнение", Now).Account;
}
