using static Billing.Tests.Numbers;

namespace Billing.Tests;

/// <summary>The one decision about numbers whose last paid day is over.</summary>
public sealed class RenewalPlanTests
{
    private static readonly DateOnly Last = Date("2026-11-30");

    [Fact]
    public void As_many_go_on_as_the_balance_suffices_for_in_the_order_of_the_numbers()
    {
        var plan = PlanFor("7000.00", Renewed("1"), Renewed("2"), Renewed("3"), Paid("4"));

        Assert.Equal(["1", "2"], plan.Renewed.Select(number => number.Subscription.Phone));
        Assert.Equal(["3"], plan.Unpaid.Select(number => number.Subscription.Phone));
        Assert.Equal(["4"], plan.Others.Select(subscription => subscription.Phone));
        Assert.Equal("6000.00", $"{plan.Amount}");
        Assert.Equal("renewal-1-2026-12-01", plan.EventId);
    }

    [Fact]
    public void A_month_that_costs_more_than_was_told_is_not_taken_and_a_cheaper_one_is()
    {
        var plan = PlanFor("9000.00", Renewed("1", atMost: "2999.99"), Renewed("2", atMost: "5000.00"));

        Assert.Equal(["1"], plan.Dearer.Select(number => number.Subscription.Phone));
        Assert.Equal(["2"], plan.Renewed.Select(number => number.Subscription.Phone));
    }

    [Fact]
    public void Nothing_is_taken_from_a_frozen_account_nor_for_a_removed_number_or_a_tariff_that_is_not_sold()
    {
        var account = PaymentExample.WithBalance(Read("9000.00"));

        var frozen = RenewalPlan.For(account with { IsFrozen = true }, [Renewed("1")], Sold, Last);
        Assert.Equal((0, 1), (frozen.Renewed.Count, frozen.Unpaid.Count));
        var removed = Renewed("1") with { RemovedAt = DateTimeOffset.UnixEpoch };
        Assert.Same(removed, Assert.Single(RenewalPlan.For(account, [removed], Sold, Last).Others));
        Assert.Single(RenewalPlan.For(account, [Renewed("1")], _ => null, Last).Others);
    }

    [Fact]
    public void The_next_month_is_whole_however_late_the_night_is()
    {
        var (_, quote) = Assert.Single(PlanFor("3000.00", Renewed("1")).Renewed);

        Assert.Equal((Date("2026-12-01"), Date("2026-12-31")), (quote.PeriodStart, quote.PaidThrough));
    }

    [Theory]
    [InlineData("2026-12-04", "3000.00")] // in grace: from the day after the last paid one
    [InlineData(null, "2709.68")] // it has ended
    public void Paid_in_grace_the_period_starts_the_day_after_the_last_paid_one(string? graceUntil, string amount)
    {
        var number = Paid("1") with { GraceUntil = graceUntil is null ? null : Date(graceUntil) };
        var today = Date("2026-12-04");

        Assert.Equal(graceUntil is null, number.ExpireBy(today).Status == SubscriptionStatus.Expired);
        Assert.Equal(amount, $"{Quote.For(TariffAt("3000.00"), number.ExpireBy(today), 1, today).Amount}");
    }

    [Theory]
    [InlineData("7000.00", "6000.00", "6000.00", "5000.00")]
    [InlineData("6000.00", "6000.00", "6000.00", "6000.00")]
    [InlineData("12000.00", "9000.00", "3000.00", "0.00")]
    [InlineData("1.00", "0.00", "12000.00", "11999.00")]
    public void A_reminder_asks_for_what_the_balance_lacks_after_all_that_it_renews(
        string balance,
        string reserved,
        string amount,
        string missing)
    {
        var removed = Paid("5") with { RemovedAt = DateTimeOffset.UnixEpoch };
        var withdrawn = Paid("6") with { NextTariffId = "old" };
        Subscription[] ending = [Renewed("1"), Renewed("2"), Renewed("3"), Paid("4"), removed, withdrawn];

        var reminder = Reminder.For(PaymentExample.WithBalance(Read(balance)), ending, Offered, Last);

        Assert.Equal(["6"], reminder.Withdrawn);
        Assert.Equal(4, reminder.Renewed.Count + reminder.ToPay.Count);
        Assert.Equal(
            (reserved, amount, missing),
            ($"{reminder.Reserved}", $"{reminder.Amount}", $"{reminder.MissingFrom(Read(balance))}"));
        Assert.False(reminder.GoesOn);

        static Tariff? Offered(string id) => id == "old" ? null : Sold(id);
    }

    [Fact]
    public void A_reminder_says_that_all_goes_on_where_only_money_is_missing_and_is_empty_without_numbers()
    {
        var account = PaymentExample.WithBalance(Read("3000.00"));

        Assert.True(Reminder.For(account, [Renewed("1"), Renewed("2")], Sold, Last) is { GoesOn: true, ToPay: [_] });
        Assert.True(Reminder.For(account, [], Sold, Last).IsEmpty);
    }

    private static RenewalPlan PlanFor(string balance, params Subscription[] ending) =>
        RenewalPlan.For(PaymentExample.WithBalance(Read(balance)), ending, Sold, Last);

    private static Tariff? Sold(string id) => TariffAt("3000.00");

    private static Subscription Paid(string phone) =>
        Numbers.Paid(Subscription.Unpaid(phone, "base"), TariffAt("3000.00"), 1, Date("2026-11-01"));

    private static Subscription Renewed(string phone, string atMost = "3000.00") =>
        Paid(phone) with { Renewal = new(DateTimeOffset.UnixEpoch, Read(atMost)) };
}
