using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>One client's account and numbers through any sequence of events, with a plain model beside it.</summary>
public sealed class LifeOfAnAccountTests
{
    [Property(Arbitrary = [typeof(Happenings)], MaxTest = 300)]
    public void Through_any_events_money_is_conserved_no_day_is_paid_twice_and_every_audit_holds(
        List<Happening> happenings)
    {
        var life = new AccountLife();
        foreach (var happening in happenings)
        {
            life.Play(happening);
            life.CheckInvariants();
        }
    }

    /// <summary>The property above is worth something only if much happens in its lives.</summary>
    [Fact]
    public void Lives_meet_every_decision()
    {
        var lives = Happenings.Any().Generator.ListOf(80).Sample(600, size: 50).Select(happenings =>
        {
            var life = new AccountLife();
            happenings.ToList().ForEach(life.Play);
            return life;
        });

        Assert.Equal(
            [
                nameof(TopUpDecision.Booked),
                nameof(PaymentDecision.InsufficientFunds),
                nameof(PaymentDecision.Locked),
                nameof(PaymentDecision.Paid),
                nameof(PaymentDecision.WrongPassword),
                "audit",
                "change",
                "closed order",
                "order",
                "price",
                "removal",
                "renewal",
                "replay",
            ],
            lives.SelectMany(life => life.Met).Distinct().Order(StringComparer.Ordinal));
    }
}

public enum HappeningKind
{
    MoneyArrives,
    Pays,
    ChangesTariff,
    Removes,
    Orders,
    SwitchesRenewal,
    ChoosesTariff,
    PriceChanges,
    TimePasses,
    SubscriptionsEnd,
    AuditStarts,
    AuditEnds,
}

/// <summary>Something that happens: what it means depends on <paramref name="Kind"/>.</summary>
public sealed record Happening(HappeningKind Kind, int Key, int Size, bool PasswordIsRight);

public static class Happenings
{
    // Few keys, so that many are used again.
    public static Arbitrary<Happening> Any() => (
        from kind in Gen.Frequency(
            (3, Gen.Constant(HappeningKind.MoneyArrives)),
            (9, Gen.Constant(HappeningKind.Pays)),
            (2, Gen.Constant(HappeningKind.ChangesTariff)),
            (1, Gen.Constant(HappeningKind.Removes)),
            (2, Gen.Constant(HappeningKind.Orders)),
            (2, Gen.Constant(HappeningKind.SwitchesRenewal)),
            (1, Gen.Constant(HappeningKind.ChoosesTariff)),
            (1, Gen.Constant(HappeningKind.PriceChanges)),
            (2, Gen.Constant(HappeningKind.TimePasses)),
            (1, Gen.Constant(HappeningKind.SubscriptionsEnd)),
            (1, Gen.Constant(HappeningKind.AuditStarts)),
            (1, Gen.Constant(HappeningKind.AuditEnds)))
        from key in Gen.Choose(1, 24)
        from size in Gen.Choose(1, 12)
        from right in Gen.Elements(true, false)
        select new Happening(kind, key, size, right)).ToArbitrary();
}
