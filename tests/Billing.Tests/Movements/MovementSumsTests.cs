using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class MovementSumsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Bank credits = on accounts, confirmed, in suspense, ignored, returned and bounced.</summary>
    [Property(Arbitrary = [typeof(Lines)])]
    public void Each_rouble_that_came_in_is_in_one_place(List<Movement> lines)
    {
        var sums = lines.Aggregate(MovementSums.None, (sum, line) => sum.Add(line));

        Assert.Equal(Money.Zero, sums.Undecided);
        Assert.Equal(
            lines.Where(line => line is { IsCredit: true, IsVoid: false })
                .Aggregate(Money.Zero, (sum, line) => sum + line.Amount),
            sums.Credits);
    }

    [Property(Arbitrary = [typeof(Lines)])]
    public void Days_add_up_in_any_order(List<Movement> first, List<Movement> second) => Assert.Equal(
        second.Concat(first).Aggregate(MovementSums.None, (sum, line) => sum.Add(line)),
        first.Aggregate(MovementSums.None, (sum, line) => sum.Add(line))
            + second.Aggregate(MovementSums.None, (sum, line) => sum.Add(line)));

    [Fact]
    public void What_is_not_decided_on_yet_is_seen() => Assert.Equal(
        new Money(500),
        MovementSums.None.Add(Line(500) with { Status = MovementStatus.Deciding }).Undecided);

    [Fact]
    public void A_line_that_the_bank_took_back_counts_until_no_account_has_its_money()
    {
        var credited = Line(500).Credited(500).Vanished("later", Now);
        Assert.Equal(new Money(500), MovementSums.None.Add(credited).TopUps);
        Assert.False(credited.CanBeDismissed);

        var released = credited.Release("client", entry: 1, new(500));
        Assert.True(released.CanBeDismissed);
        Assert.Equal(new Money(500), MovementSums.None.Add(released).Suspense);

        var dismissed = released with { Status = MovementStatus.Ignored };
        Assert.Equal(MovementSums.None, MovementSums.None.Add(dismissed));
        Assert.Equal(MovementStatus.Suspense, dismissed.Restored(Now).Status);
        Assert.Equal(new Money(500), MovementSums.None.Add(dismissed.Restored(Now)).Suspense);
    }

    [Fact]
    public void A_report_whose_line_the_bank_took_back_is_unconfirmed_again()
    {
        var report = Line(500).Credited(500) with { Source = MovementSource.Reported };
        var line = Line(500) with { Status = MovementStatus.Confirmed };

        Assert.Equal(Money.Zero, MovementSums.None.Add(report).Add(line).Unconfirmed);
        Assert.Equal(new Money(500), MovementSums.None.Add(report).Add(line.Vanished("later", Now)).Unconfirmed);
    }

    [Fact]
    public void A_confirmed_report_that_is_taken_from_the_account_belongs_to_nobody_as_the_line_would()
    {
        var report = Line(500).Credited(500) with { Source = MovementSource.Reported, Twin = "line" };
        var line = Line(500) with { Status = MovementStatus.Confirmed, Twin = "report" };

        var sums = MovementSums.None.Add(report.Release("client", entry: 1, new(200))).Add(line);

        Assert.Equal(
            (Money.Zero, Money.Zero, new Money(300), new Money(200)),
            (sums.Undecided, sums.Unconfirmed, sums.Confirmed, sums.Suspense));
        Assert.False(report.Release("client", entry: 1, new(500)).CanBeDismissed);
    }

    /// <summary>Entries have the same numbers on every account.</summary>
    [Fact]
    public void Of_money_of_two_clients_only_that_of_the_one_is_released()
    {
        var shared = Line(500) with
        {
            Parts = [new("one", "0000000018", new(300), Entry: 1), new("other", "0000000026", new(200), Entry: 1)],
        };

        var released = shared.Release("one", entry: 1, new(300));

        Assert.Equal([Money.Zero, new Money(200)], released.Parts.Select(part => part.Amount));
        Assert.Equal(new Money(300), released.Rest);
    }

    [Fact]
    public void A_line_that_is_in_the_statement_is_not_dismissed()
    {
        Assert.False(Line(500).CanBeDismissed);
        Assert.True((Line(500) with { Source = MovementSource.Reported }).CanBeDismissed);
        Assert.Equal(MovementStatus.Credited, Line(500).Credited(500).Vanished("later", Now).Restored(Now).Status);
    }

    private static Movement Line(long kopecks) => new(
        MovementSource.Statement,
        "40702810800000000077",
        IsCredit: true,
        new(2026, 11, 28),
        "1",
        new(kopecks),
        new("ООО «Лютик»", "7715034360", "40702810900000000025", "044514512", "АО «Банк»"),
        "За связь",
        MovementStatus.Suspense,
        "no-match",
        Now,
        Now);

    /// <summary>Lines of statements as they are once they are decided on.</summary>
    private static class Lines
    {
        public static Arbitrary<Movement> Movements() => Arb.From(
            from kopecks in Gen.Choose(1, 1_000_000)
            from booked in Gen.Choose(0, kopecks)
            from status in Gen.Elements(Enum.GetValues<MovementStatus>())
            from hasVanished in Gen.Elements(false, false, true)
            select status switch
            {
                MovementStatus.Deciding or MovementStatus.Outgoing or MovementStatus.ReturnSent =>
                    Line(kopecks) with { IsCredit = false, Status = status },
                MovementStatus.Crediting or MovementStatus.Credited => Line(kopecks).Credited(kopecks),
                MovementStatus.Suspense or MovementStatus.ReturnDue or MovementStatus.Returned =>
                    Line(kopecks).Credited(booked) with { Status = status },
                _ => Line(kopecks) with
                {
                    Status = status,
                    VanishedFrom = hasVanished ? "later" : null,
                },
            });
    }
}

internal static class CreditedMovements
{
    /// <summary>A part of it is booked as entry 1.</summary>
    public static Movement Credited(this Movement movement, long kopecks) =>
        (movement with { Parts = [new("client", "0000000018", new(kopecks), Entry: null)] }).Booked(0, entry: 1);
}
