using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class ReconciliationTests
{
    private static readonly Entry First = LedgerCommand.Book([new(EntryKind.TopUp, Money.FromRoubles(900))]).Entries[0];
    private static readonly Checkpoint Start = Checkpoint.Start("1234567897");

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void An_honest_ledger_verifies_from_its_start_and_from_every_checkpoint(List<LedgerCommand> commands)
    {
        var (account, entries) = LedgerCommand.Book(commands);
        var at = Checkpoint.Start(account.Number);
        foreach (var entry in entries)
        {
            (at, var mismatch) = Reconciliation.Step(at, entry);
            Assert.Null(mismatch);
            Assert.Equal(new Checkpoint(entry.Number, entry.BalanceAfter, entry.Hash), at);
        }

        Assert.Null(Reconciliation.Close(at, account));
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands), typeof(Tamperings)])]
    public void Every_tampering_is_found(NonEmptyArray<LedgerCommand> commands, Tampering tampering)
    {
        var (account, entries) = LedgerCommand.Book(commands.Get.Append(new(EntryKind.TopUp, new Money(1))));
        var (tampered, what) = tampering.Of(entries);

        var mismatch = LedgerCommand.Verify(account, tampered);

        Assert.True(tampered.SequenceEqual(entries) == (mismatch is null), what);
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void Another_accounts_ledger_never_passes_for_this_ones(NonEmptyArray<LedgerCommand> commands)
    {
        LedgerCommand[] all = [.. commands.Get, new(EntryKind.TopUp, new Money(1))];
        var (account, _) = LedgerCommand.Book(all, "1234567897");
        var (_, others) = LedgerCommand.Book(all, "0000000018");

        Assert.NotNull(LedgerCommand.Verify(account, others));
    }

    public static TheoryData<string, Entry> Wrong => new()
    {
        { "Entry 2 follows entry 0.", Rehash(First with { Number = 2 }) },
        { "Entry 0 follows entry 0.", Rehash(First with { Number = 0 }) },
        { "Entry 1 does not continue the chain.", Rehash(First with { PreviousHash = new string('0', 64) }) },
        { "The hash of entry 1 does not fit its content.", First with { Description = "Пополнение" } },
        { "Entry 1 changes 0.00 by 900.00 and has a balance of 901.00.", Rehash(First with { BalanceAfter = Money.FromRoubles(901) }) },
        {
            "The balance after entry 1 is negative: -900.00.",
            Rehash(First with { Kind = EntryKind.Correction, Amount = -First.Amount, BalanceAfter = -First.Amount })
        },
    };

    // Hashes are made anew here, so that each check stands alone and not behind that of the hash.
    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_mismatch_names_the_entry_and_goes_no_further(string text, Entry entry)
    {
        var (next, mismatch) = Reconciliation.Step(Start, entry);

        Assert.Equal(text, mismatch);
        Assert.Same(Start, next);
    }

    [Fact]
    public void A_sum_beyond_what_can_be_held_is_a_mismatch_and_no_fault()
    {
        var full = Start with { Balance = new Money(long.MaxValue) };

        Assert.NotNull(Reconciliation.Step(full, First).Mismatch);
    }

    [Fact]
    public void An_account_that_does_not_end_where_its_ledger_does_is_found()
    {
        var (account, _) = LedgerCommand.Book([new(EntryKind.TopUp, Money.FromRoubles(900))]);
        var (end, _) = Reconciliation.Step(Start, First);

        Assert.Null(Reconciliation.Close(end, account));
        Assert.Equal("The ledger ends with entry 1, the account with entry 2.", Reconciliation.Close(end, account with { LastEntry = 2 }));
        Assert.Equal("The account's hash is not that of entry 1.", Reconciliation.Close(end, account with { LastHash = "" }));
        Assert.Equal(
            "The balance after entry 1 is 900.00, the account's is 0.01.",
            Reconciliation.Close(end, account with { Balance = new Money(1) }));
        Assert.NotNull(Reconciliation.Close(Start, account));
    }

    private static Entry Rehash(Entry entry) => entry with { Hash = entry.ComputeHash() };
}

/// <summary>A way to falsify a stored ledger.</summary>
public sealed record Tampering(int Way, int Position, bool Rehash)
{
    private static readonly Func<Entry, Entry>[] Fields =
    [
        entry => entry with { Number = entry.Number + 1 },
        entry => entry with { At = entry.At.AddTicks(1) },
        entry => entry with { Kind = entry.Kind == EntryKind.Correction ? EntryKind.TopUp : EntryKind.Correction },
        entry => entry with { Amount = entry.Amount + new Money(1) },
        entry => entry with { BalanceAfter = entry.BalanceAfter + new Money(1) },
        entry => entry with { Amount = entry.Amount + new Money(1), BalanceAfter = entry.BalanceAfter + new Money(1) },
        entry => entry with { Reference = entry.Reference + "|" },
        entry => entry with { Reference = entry.Reference + entry.Description, Description = "" },
        entry => entry with { Description = entry.Description.ToUpperInvariant() },
        entry => entry with { PreviousHash = entry.Hash },
        entry => entry with { Hash = entry.PreviousHash },
    ];

    /// <summary>How many ways there are.</summary>
    public static int Ways => Fields.Length + 5;

    /// <summary>The falsified ledger, and what was done to it.</summary>
    public (List<Entry> Entries, string What) Of(List<Entry> entries)
    {
        var tampered = entries.ToList();
        var at = Position % entries.Count;
        var entry = entries[at];
        if (Way < Fields.Length)
        {
            var changed = Fields[Way](entry);
            // The thorough falsifier makes the entry's own hash fit; the next entry, or the account, still does not.
            tampered[at] = Rehash ? changed with { Hash = changed.ComputeHash() } : changed;
            return (tampered, $"field change {Way} of entry {at + 1}, hash made anew: {Rehash}");
        }

        switch (Way - Fields.Length)
        {
            case 0:
                tampered.RemoveAt(at);
                return (tampered, $"entry {at + 1} deleted");
            case 1:
                tampered.Insert(at, entry);
                return (tampered, $"entry {at + 1} doubled");
            case 2:
                (tampered[at], tampered[^1]) = (tampered[^1], tampered[at]);
                return (tampered, $"entry {at + 1} swapped with the last");
            case 3:
                tampered.Reverse();
                return (tampered, "order turned round");
            default:
                return (tampered[..at], $"everything from entry {at + 1} on cut off");
        }
    }
}

/// <summary>Every way, anywhere.</summary>
public static class Tamperings
{
    /// <summary>Every way, anywhere.</summary>
    public static Arbitrary<Tampering> Any() => (
        from way in Gen.Choose(0, Tampering.Ways - 1)
        from position in Gen.Choose(0, 1000)
        from rehash in Gen.Elements(true, false)
        select new Tampering(way, position, rehash)).ToArbitrary();
}
