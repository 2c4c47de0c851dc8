using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(3));
    private static readonly Account Empty = Account.Open("1234567897");

    [Fact]
    public void An_account_opens_empty_and_its_chain_starts_from_its_number()
    {
        Assert.Equal(("1234567897", Money.Zero, 0L, false), (Empty.Number, Empty.Balance, Empty.LastEntry, Empty.UnderReview));
        Assert.NotEqual(Empty.LastHash, Account.Open("0000000018").LastHash);
    }

    [Fact]
    public void An_entry_holds_the_change_and_the_balance_after_it()
    {
        var (account, entry) = Empty.Append(EntryKind.TopUp, Money.FromRoubles(900), "t-1", "Пополнение", Now);

        Assert.Equal((1L, EntryKind.TopUp, "900.00", "900.00"), (entry.Number, entry.Kind, entry.Amount.ToString(), entry.BalanceAfter.ToString()));
        Assert.Equal(("t-1", "Пополнение", Empty.LastHash), (entry.Reference, entry.Description, entry.PreviousHash));
        Assert.Equal((Now, TimeSpan.Zero), (entry.At, entry.At.Offset));
        Assert.Equal(Empty with { Balance = Money.FromRoubles(900), LastEntry = 1, LastHash = entry.Hash }, account);
    }

    // Stored ledgers have to verify for good: whoever changes how a hash is made sees it here. The values were made by another program.
    [Fact]
    public void Hashes_stay_what_they_are()
    {
        var (_, entry) = Empty.Append(EntryKind.TopUp, Money.FromRoubles(900), "t-1", "Пополнение: ООО «Ромашка»", Now);

        Assert.Equal("40b30a67ad2c54e59aac3e56986185b503133f5e2299f56e89ee11da2521a4d3", Empty.LastHash);
        Assert.Equal("10eb727fb93ea3f0cf3a67204e008cce28a8a588d2f9d01b0ffa9f9c3f825e8d", entry.Hash);
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void The_balance_is_the_sum_of_the_entries_and_never_negative(List<LedgerCommand> commands)
    {
        var (account, entries) = LedgerCommand.Book(commands);

        Assert.Equal(account.Balance.Kopecks, entries.Sum(entry => entry.Amount.Kopecks));
        Assert.All(entries, entry => Assert.True(entry.BalanceAfter >= Money.Zero));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Number));
        Assert.Equal((entries.Count, entries.LastOrDefault()?.Hash ?? Empty.LastHash), (account.LastEntry, account.LastHash));
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void Only_what_would_overdraw_the_account_is_refused(List<LedgerCommand> commands)
    {
        var balance = 0L;
        var booked = 0;
        foreach (var command in commands.Where(command => balance + command.Amount.Kopecks >= 0))
        {
            balance += command.Amount.Kopecks;
            booked++;
        }

        var (account, entries) = LedgerCommand.Book(commands);

        Assert.Equal((balance, booked), (account.Balance.Kopecks, entries.Count));
    }

    [Fact]
    public void A_balance_that_cannot_be_held_is_refused()
    {
        var (full, _) = Empty.Append(EntryKind.TopUp, new Money(long.MaxValue), "t-1", "", Now);

        Assert.Throws<InvalidOperationException>(() => full.Append(EntryKind.TopUp, new Money(1), "t-2", "", Now));
        Assert.Throws<InvalidOperationException>(() => Empty.Append(EntryKind.Correction, new Money(long.MinValue), "c-1", "", Now));
    }

    [Theory]
    [InlineData(EntryKind.TopUp, 0)]
    [InlineData(EntryKind.TopUp, -1)]
    [InlineData(EntryKind.Payment, 1)]
    public void A_top_up_brings_money_in_and_a_payment_takes_it_out(EntryKind kind, long kopecks)
    {
        var (account, _) = Empty.Append(EntryKind.TopUp, Money.FromRoubles(1), "t-1", "", Now);

        Assert.Throws<ArgumentOutOfRangeException>(() => account.Append(kind, new Money(kopecks), "x", "", Now));
    }
}
