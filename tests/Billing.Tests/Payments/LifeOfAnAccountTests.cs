using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>One client's account and connection through any sequence of events, with a plain model beside it.</summary>
public sealed class LifeOfAnAccountTests
{
    [Property(Arbitrary = [typeof(Happenings)], MaxTest = 300)]
    public void Through_any_events_money_is_conserved_paid_days_never_overlap_and_replays_change_nothing(List<Happening> happenings)
    {
        var life = new Life();
        foreach (var happening in happenings)
        {
            life.Play(happening);
            life.CheckInvariants();
        }
    }

    /// <summary>Something that happens: what it means depends on <paramref name="Kind"/>.</summary>
    public sealed record Happening(HappeningKind Kind, int Key, int Size, bool PasswordIsRight);

    public enum HappeningKind
    {
        MoneyArrives,
        Pays,
        TimePasses,
    }

    public static class Happenings
    {
        // Few keys, so that many are used again, by the same request and by others.
        public static Arbitrary<Happening> Any() => (
            from kind in Gen.Elements(HappeningKind.MoneyArrives, HappeningKind.Pays, HappeningKind.Pays, HappeningKind.TimePasses)
            from key in Gen.Choose(1, 12)
            from size in Gen.Choose(1, 12)
            from right in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
            select new Happening(kind, key, size, right)).ToArbitrary();
    }

    private sealed class Life
    {
        private static readonly Tariff Tariff = new("base", "Базовый", new Money(199_95));
        private readonly Dictionary<int, TopUp> topUps = [];
        private readonly Dictionary<int, Payment> payments = [];
        private readonly List<Entry> entries = [];
        private DateTimeOffset now = new(2027, 1, 31, 9, 0, 0, TimeSpan.Zero);
        private Account account = Account.Open("1234567897");
        private Connection connection = new("+79001234567", Tariff.Id, SubscriptionStatus.Unpaid, null);
        private Lockout lockout = Lockout.None;

        public void Play(Happening happening)
        {
            switch (happening.Kind)
            {
                case HappeningKind.MoneyArrives:
                    Receive(happening);
                    break;
                case HappeningKind.Pays:
                    Pay(happening);
                    break;
                default:
                    now = now.AddHours(happening.Key * happening.Size * 5);
                    connection = connection.ExpireBy(BusinessDay.Of(now));
                    break;
            }
        }

        public void CheckInvariants()
        {
            var kopecks = topUps.Values.Sum(topUp => topUp.Amount.Kopecks) - payments.Values.Sum(payment => payment.Amount.Kopecks);
            Assert.Equal(kopecks, account.Balance.Kopecks);
            Assert.True(account.Balance >= Money.Zero);
            Assert.Equal(topUps.Count + payments.Count, entries.Count);
            Assert.Null(LedgerCommand.Verify(account, entries));

            var periods = payments.Values.OrderBy(payment => payment.PeriodStart).ToArray();
            Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.True(pair.First.PaidThrough < pair.Second.PeriodStart));
            Assert.Equal(periods.LastOrDefault()?.PaidThrough, connection.PaidThrough);
            Assert.Equal(connection.PaidThrough >= BusinessDay.Of(now), connection.Status == SubscriptionStatus.Paid);
        }

        private void Receive(Happening happening)
        {
            var command = new TopUpCommand(
                $"t-{happening.Key}", $"x-{happening.Key}", $"{happening.Size}", new Money(happening.Size * 50_01), now, "ООО", "счёт");
            var known = topUps.GetValueOrDefault(happening.Key);
            switch (TopUpDecision.Decide(account, known, command, now))
            {
                case TopUpDecision.Booked booked:
                    Assert.Null(known);
                    (account, topUps[happening.Key]) = (booked.Account, booked.TopUp);
                    entries.Add(booked.Entry);
                    break;
                case TopUpDecision.Replayed replayed:
                    Assert.Same(known, replayed.TopUp);
                    break;
                case TopUpDecision.KeyReused:
                    Assert.NotEqual(known?.RequestHash, command.RequestHash);
                    break;
            }
        }

        private void Pay(Happening happening)
        {
            var amount = Quote.For(Tariff, connection, happening.Size, BusinessDay.Of(now)).Amount;
            var command = new PaymentCommand(
                $"p-{happening.Key}", $"{happening.Key}", $"{happening.Size}", Tariff, connection.Phone, happening.Size, amount);
            var known = payments.GetValueOrDefault(happening.Key);
            var state = new PaymentState(account, connection, lockout, null, known);
            switch (PaymentDecision.Decide(state, command, () => happening.PasswordIsRight, now))
            {
                case PaymentDecision.Paid paid:
                    Assert.Null(known);
                    Assert.True(happening.PasswordIsRight && !lockout.IsLocked(now));
                    (account, connection, lockout) = (paid.Account, paid.Connection, paid.Lockout);
                    payments[happening.Key] = paid.Payment;
                    entries.Add(paid.Entry);
                    break;
                case PaymentDecision.Replayed replayed:
                    Assert.Same(known, replayed.Payment);
                    break;
                case PaymentDecision.KeyReused:
                    Assert.NotEqual(known?.RequestHash, command.RequestHash);
                    break;
                case PaymentDecision.InsufficientFunds insufficient:
                    Assert.True(amount > account.Balance);
                    Assert.Equal(amount - account.Balance, insufficient.Shortfall);
                    break;
                case PaymentDecision.WrongPassword wrong:
                    Assert.False(happening.PasswordIsRight);
                    Assert.Equal(lockout.Failures + 1, wrong.Lockout.Failures);
                    lockout = wrong.Lockout;
                    break;
                case PaymentDecision.Locked locked:
                    Assert.True(locked.Until > now);
                    break;
                case var other:
                    Assert.Fail($"Unexpected {other}");
                    break;
            }
        }
    }
}
