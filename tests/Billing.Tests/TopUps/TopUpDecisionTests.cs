using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class TopUpDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Account Empty = Account.Open("1234567897");
    private static readonly TopUpDetails Details = new("bank-1", Now.AddHours(-1), "ООО Ромашка", "счёт 12");
    private static readonly TopUpCommand Command = new("event-1", Money.FromRoubles(900), Details);

    [Fact]
    public void Money_that_came_in_is_booked_with_all_that_is_known_of_it()
    {
        var booked = Booked(Empty, Command);

        Assert.Equal(
            new Entry(
                1,
                Now,
                Money.FromRoubles(900),
                Money.FromRoubles(900),
                "event-1",
                Details,
                Empty.LastHash,
                booked.Entry.ComputeHash()),
            booked.Entry);
        Assert.Equal(
            Empty with { Balance = Money.FromRoubles(900), LastEntry = 1, LastHash = booked.Entry.Hash },
            booked.Account);
    }

    [Fact]
    public void A_frozen_account_takes_money_in_and_stays_frozen_and_wrong_passwords_stay_counted()
    {
        var account = Booked(Empty with { IsFrozen = true, Lockout = new(3, null) }, Command).Account;

        Assert.Equal(
            (true, new Lockout(3, null), Money.FromRoubles(900)),
            (account.IsFrozen, account.Lockout, account.Balance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Nothing_or_less_than_nothing_is_no_top_up(long kopecks) => Assert.Throws<ArgumentOutOfRangeException>(
        () => TopUpDecision.Decide(Empty, Command with { Amount = new Money(kopecks) }, Now));

    [Fact]
    public void The_largest_balance_is_taken_and_a_kopeck_more_is_refused()
    {
        var room = new Money(long.MaxValue) - Money.FromRoubles(900);
        var account = Booked(Empty, Command).Account;

        Assert.Equal(new Money(long.MaxValue), Booked(account, Command with { Amount = room }).Account.Balance);
        Assert.IsType<TopUpDecision.BalanceTooLarge>(
            TopUpDecision.Decide(account, Command with { Amount = room + new Money(1) }, Now));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_balance_grows_by_the_amount(Money before, Money amount)
    {
        var account = Booked(Empty, Command with { Amount = before }).Account;

        Assert.Equal(before + amount, Booked(account, Command with { Amount = amount }).Account.Balance);
    }

    private static TopUpDecision.Booked Booked(Account account, TopUpCommand command) =>
        Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(account, command, Now));
}
