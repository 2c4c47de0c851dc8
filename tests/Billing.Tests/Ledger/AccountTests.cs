using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(3));
    private static readonly Account Empty = Account.Open("1234567897");
    private static readonly TopUpDetails TopUp = new("bank-1", Now, "ООО «Ромашка»", "счёт 12");
    private static readonly CorrectionDetails Correction = new(1, "двойное зачисление");

    private static readonly PaymentDetails Payment =
        new("+79001234567", "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30));

    [Fact]
    public void An_account_opens_empty_and_its_chain_starts_from_its_number()
    {
        Assert.Equal(new("1234567897", Money.Zero, 0, Empty.LastHash, IsFrozen: false, Lockout.None), Empty);
        Assert.NotEqual(Empty.LastHash, Account.Open("0000000018").LastHash);
    }

    [Fact]
    public void An_entry_holds_the_change_the_balance_after_it_and_its_details()
    {
        var (account, entry) = Empty.Append(Money.FromRoubles(900), "event-1", TopUp, Now);

        Assert.Equal(
            new(1, Now, Money.FromRoubles(900), Money.FromRoubles(900), "event-1", TopUp, Empty.LastHash, entry.Hash),
            entry);
        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
        Assert.Equal(Empty with { Balance = Money.FromRoubles(900), LastEntry = 1, LastHash = entry.Hash }, account);
    }

    [Fact]
    public void An_entry_leaves_freeze_and_wrong_passwords_as_they_are()
    {
        var account = Empty with { IsFrozen = true, Lockout = new(3, Now) };

        var after = account.Append(Money.FromRoubles(900), "event-1", TopUp, Now).Account;

        Assert.Equal((true, new Lockout(3, Now)), (after.IsFrozen, after.Lockout));
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void The_balance_is_the_sum_of_the_entries_and_never_negative(List<LedgerCommand> commands)
    {
        var ledger = StoredLedger.Book(commands);
        var (account, entries) = (ledger.Account, ledger.Entries);

        Assert.Equal(account.Balance.Kopecks, entries.Sum(entry => entry.Amount.Kopecks));
        Assert.All(entries, entry => Assert.True(entry.BalanceAfter >= Money.Zero));
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => (int)entry.Number));
        Assert.Equal(
            ledger.Checkpoints[^1],
            new Checkpoint(account.LastEntry, account.Balance, account.LastHash));
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void Only_what_would_overdraw_the_account_is_refused(List<LedgerCommand> commands)
    {
        var balance = 0L;
        var booked = 0;
        // Whether a number can be changed or removed, the numbers say.
        commands = commands.FindAll(command => command.Kind is not (EntryKind.TariffChange or EntryKind.Removal));
        foreach (var command in commands.Where(command => balance + command.Amount.Kopecks >= 0))
        {
            balance += command.Amount.Kopecks;
            booked++;
        }

        var ledger = StoredLedger.Book(commands);

        Assert.Equal((balance, booked), (ledger.Account.Balance.Kopecks, ledger.Entries.Count));
    }

    [Fact]
    public void A_balance_that_cannot_be_held_is_refused()
    {
        var (full, _) = Empty.Append(new Money(long.MaxValue), "event-1", TopUp, Now);

        Assert.Throws<InvalidOperationException>(() => full.Append(new Money(1), "event-2", TopUp, Now));
        Assert.Throws<InvalidOperationException>(
            () => Empty.Append(new Money(long.MinValue), "event-1", Correction, Now));
        Assert.False(full.CanHold(new Money(1)));
        Assert.True(full.CanHold(Money.Zero));
        Assert.True(Empty.CanHold(new Money(long.MaxValue)));
    }

    [Fact]
    public void A_top_up_brings_money_in_a_payment_does_not_a_return_takes_it_and_a_correction_goes_either_way()
    {
        var (account, _) = Empty.Append(Money.FromRoubles(1), "event-1", TopUp, Now);

        Assert.Equal([-1, 0], Refused(TopUp));
        Assert.Equal([1], Refused(Payment));
        Assert.Equal([], Refused(Correction));
        Assert.Equal([0, 1], Refused(new ReturnDetails(1, new("ООО", null, "40702", null), "", "", "Иванова")));

        long[] Refused(EntryDetails details) =>
        [
            .. new long[] { -1, 0, 1 }.Where(kopecks => Record.Exception(
                () => account.Append(new Money(kopecks), "event-2", details, Now)) is ArgumentOutOfRangeException),
        ];
    }
}
