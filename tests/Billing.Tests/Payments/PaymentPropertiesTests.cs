using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>What holds of every payment, whatever state and request are.</summary>
public sealed class PaymentPropertiesTests
{
    private const string Phone = "+79001234567";

    [Property(Arbitrary = [typeof(Arbitraries), typeof(Situations)], MaxTest = 500)]
    public void A_payment_debits_the_quote_never_more_than_the_balance_and_no_day_twice(Situation any)
    {
        if (any.Decide(isRight: true) is not PaymentDecision.Paid paid)
        {
            return;
        }

        var before = any.State.Account;
        var payment = Assert.IsType<PaymentDetails>(paid.Entry.Details);
        var subscription = Assert.Single(paid.Subscriptions);
        Assert.Equal(any.Quote.Amount, any.Item.Amount);
        Assert.Equal(-any.Quote.Amount, paid.Entry.Amount);
        Assert.Equal(before.Balance - any.Quote.Amount, paid.Account.Balance);
        Assert.True(paid.Account.Balance >= Money.Zero);
        Assert.True(payment.PeriodStart >= BusinessDay.FromInstant(any.Now));
        Assert.False(payment.PeriodStart <= any.Subscription.PaidThrough);
        Assert.Equal((any.Quote.PeriodStart, any.Quote.PaidThrough), (payment.PeriodStart, payment.PaidThrough));
        Assert.Equal(
            (payment.PaidThrough, payment.TariffId, paid.Entry.Number),
            (subscription.PaidThrough, subscription.PaidTariffId, subscription.LastEntry));
        Assert.Equal((Lockout.None, false), (paid.Account.Lockout, before.IsFrozen));
        Assert.False(before.Lockout.IsLocked(any.Now));
        Assert.False(any.State.PasswordExpiresAt <= any.Now);
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(Situations)], MaxTest = 500)]
    public void A_password_matters_only_where_it_is_asked_for(Situation any)
    {
        var (without, wrong, right) = (any.Decide(null), any.Decide(false), any.Decide(true));

        if (without is PaymentDecision.PasswordNeeded)
        {
            Assert.Equal(
                any.State.Account with { Lockout = any.State.Account.Lockout.Fail(any.Now) },
                Assert.IsType<PaymentDecision.WrongPassword>(wrong).Account);
            Assert.True(right is PaymentDecision.Paid or PaymentDecision.PasswordExpired, $"{right}");
        }
        else
        {
            Assert.Equal((without.GetType(), without.GetType()), (wrong.GetType(), right.GetType()));
            Assert.IsNotType<PaymentDecision.Paid>(without);
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(Situations)], MaxTest = 500)]
    public void Nothing_is_refused_without_its_reason(Situation any)
    {
        var account = any.State.Account;
        switch (any.Decide(isRight: true))
        {
            case PaymentDecision.UnderReview:
                Assert.True(account.IsFrozen);
                break;
            case PaymentDecision.PriceChanged changed:
                Assert.NotEqual(any.Quote.Amount, any.Item.Amount);
                Assert.Equal(any.Quote.Amount, Assert.Single(changed.Quotes).Amount);
                break;
            case PaymentDecision.InsufficientFunds refusal:
                Assert.True(refusal.Shortfall > Money.Zero);
                Assert.Equal(any.Quote.Amount, account.Balance + refusal.Shortfall);
                break;
            case PaymentDecision.Locked locked:
                Assert.True(account.Lockout.IsLocked(any.Now));
                Assert.Equal(account.Lockout.LockedUntil, locked.Until);
                break;
            case PaymentDecision.PasswordExpired:
                Assert.True(any.State.PasswordExpiresAt <= any.Now);
                break;
            case PaymentDecision.Paid:
                break;
            case var other:
                Assert.Fail($"Unexpected {other}");
                break;
        }
    }

    /// <summary>A request in a state, at a moment.</summary>
    public sealed record Situation(PaymentState State, PaymentCommand Command, DateTimeOffset Now)
    {
        public PaymentItem Item => Command.Items[0];

        public Subscription Subscription =>
            State.Subscriptions.GetValueOrDefault(Phone) ?? Subscription.Unpaid(Phone, Item.Tariff!.Id);

        public Quote Quote =>
            Quote.For(Item.Tariff!, Subscription, Item.Months, BusinessDay.FromInstant(Now));

        public PaymentDecision Decide(bool? isRight) => PaymentDecision.Decide(State, Command, isRight, Now);
    }

    public static class Situations
    {
        // Each refusal is met often enough, and none hides the others: about every third one is paid.
        public static Arbitrary<Situation> Any() => (
            from now in Arbitraries.Instant().Generator
            from price in Arbitraries.Amount().Generator
            from months in Gen.Choose(1, Quote.MaxMonths)
            from paidDays in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(-60, 400).Select(days => (int?)days))
            from balance in Gen.Frequency((2, Gen.Choose(-2, 2)), (3, Gen.Constant(1_000_000)))
            from slip in Gen.Frequency((1, Gen.Choose(-1, 1)), (6, Gen.Constant(0)))
            from isFrozen in Gen.Frequency((1, Gen.Constant(true)), (9, Gen.Constant(false)))
            from lockout in Gen.Elements(new(0, null), new(4, null), new(5, now), new Lockout(5, now.AddTicks(1)))
            from expires in Gen.Elements<DateTimeOffset?>(null, null, now, now.AddTicks(1))
            let any = Create(now, price, months, paidDays, balance, slip)
            select any with
            {
                State = any.State with
                {
                    Account = any.State.Account with { IsFrozen = isFrozen, Lockout = lockout },
                    PasswordExpiresAt = expires,
                },
            }).ToArbitrary();

        private static Situation Create(
            DateTimeOffset now,
            Money price,
            int months,
            int? paidDays,
            int surplus,
            int slip)
        {
            var tariff = new Tariff("base", "Базовый", price);
            var subscriptions = new Dictionary<string, Subscription>();
            if (paidDays is { } days)
            {
                var paidThrough = BusinessDay.FromInstant(now).AddDays(days);
                subscriptions[Phone] = new(Phone, "base", "base", SubscriptionStatus.Paid, paidThrough, 1);
            }

            var item = new PaymentItem(Phone, tariff, months, Money.Zero);
            var command = new PaymentCommand("event-1", [item]);
            var any = new Situation(new(Account.Open("1234567897"), subscriptions, null), command, now);
            var amount = any.Quote.Amount;
            var balance = new Money(Math.Max(0, amount.Kopecks + surplus));
            return any with
            {
                State = any.State with { Account = any.State.Account with { Balance = balance, LastEntry = 1 } },
                Command = command with { Items = [item with { Amount = amount + new Money(slip) }] },
            };
        }
    }
}
