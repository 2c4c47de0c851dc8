using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class LedgerAuditTests
{
    // At the end of every ledger that is tampered with: an entry of each kind, the payment on the last day.
    private static readonly LedgerCommand[] OneOfEachKind =
    [
        new(EntryKind.TopUp, Money.FromRoubles(1000)),
        new(EntryKind.Correction, new Money(-1)),
        new(EntryKind.Payment, Money.FromRoubles(-100), Choice: 4),
    ];

    private static readonly StoredLedger Ledger = StoredLedger.Book(OneOfEachKind);

    public static TheoryData<int, int> EveryTampering => new(
        from way in Enumerable.Range(0, Tampering.All.Count)
        from index in Enumerable.Range(0, OneOfEachKind.Length)
        select (way, index));

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void An_untouched_ledger_holds_from_its_start_and_from_every_checkpoint(List<LedgerCommand> commands)
    {
        var ledger = StoredLedger.Book(commands);

        foreach (var start in ledger.Checkpoints)
        {
            var audit = ledger.Audit(start);
            Assert.Null(audit.Mismatch);
            Assert.Equal(ledger.Checkpoints[^1], audit.At);
        }
    }

    [Theory]
    [MemberData(nameof(EveryTampering))]
    public void Every_change_is_found_whatever_the_kind_of_entry(int way, int index) =>
        Assert.True(Tampering.All[way].Change(Ledger, index).Mismatch() is not null, Tampering.All[way].What);

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands), typeof(Places)], MaxTest = 1000)]
    public void Every_change_after_a_checkpoint_is_found(List<LedgerCommand> commands, Place place)
    {
        var ledger = StoredLedger.Book([.. commands, .. OneOfEachKind]);
        var start = ledger.Checkpoints[place.Start % (ledger.Entries.Count - 2)];
        var index = (int)start.Number + (place.Index % (ledger.Entries.Count - (int)start.Number));
        var tampering = Tampering.All[place.Way];

        var mismatch = tampering.Change(ledger, index).Audit(start).Mismatch;

        Assert.True(mismatch is not null, $"{tampering.What} at index {index} from {start}");
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands), typeof(Places)])]
    public void What_was_committed_after_the_account_was_read_is_not_judged(List<LedgerCommand> commands, Place place)
    {
        var before = StoredLedger.Book(commands.Take(place.Start % (commands.Count + 1)));
        var after = StoredLedger.Book(commands);
        var start = before.Checkpoints[place.Index % before.Checkpoints.Count];

        var read = after with { Account = before.Account, Entries = before.Entries };

        Assert.Null(read.Audit(start).Mismatch);
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands), typeof(Places)])]
    public void Once_found_a_mismatch_stays_and_the_checkpoint_stands_before_it(
        List<LedgerCommand> commands,
        Place place)
    {
        var ledger = StoredLedger.Book([.. commands, .. OneOfEachKind]);
        var index = place.Index % ledger.Entries.Count;
        var audit = new LedgerAudit(Checkpoint.Start(ledger.Account.Number), ledger.Account, ledger.Today);

        foreach (var entry in ledger.Entries)
        {
            audit.Add(entry.Number == index + 1 ? entry with { At = entry.At.AddTicks(1) } : entry);
        }

        audit.ReportMissing();
        audit.ReportSurplus();
        audit.ExpectToReach(long.MaxValue);
        audit.ExpectLast("");
        audit.Close([]);

        Assert.Equal($"The hash of entry {index + 1} does not fit its content.", audit.Mismatch);
        Assert.Equal(ledger.Checkpoints[index], audit.At);
    }

    [Fact]
    public void A_ledger_reaches_what_was_booked_or_checked_before()
    {
        var audit = Begin();
        audit.ExpectToReach(0);
        audit.ExpectToReach(3);
        Assert.Null(audit.Mismatch);

        audit.ExpectToReach(4);

        Assert.Equal("Entry 4 was booked; the account ends with entry 3.", audit.Mismatch);
    }

    [Fact]
    public void The_last_entry_is_the_one_that_was_booked_or_checked_before()
    {
        var audit = Begin();
        audit.ExpectLast(Account.Open(Ledger.Account.Number).LastHash);
        audit.Add(Ledger.Entries[0]);
        audit.Add(Ledger.Entries[1]);
        audit.ExpectLast(Ledger.Entries[1].Hash);
        Assert.Null(audit.Mismatch);

        audit.ExpectLast(Ledger.Entries[0].Hash);

        Assert.Equal("Entry 2 is not the one that was booked or checked before.", audit.Mismatch);
    }

    [Fact]
    public void What_the_reader_misses_or_has_too_much_of_is_told_with_its_number()
    {
        var missing = Begin();
        missing.Add(Ledger.Entries[0]);
        missing.ReportMissing();
        var surplus = Begin();
        surplus.ReportSurplus();

        Assert.Equal("Entry 2 is missing.", missing.Mismatch);
        Assert.Equal("The ledger goes on after entry 3, where the account ends.", surplus.Mismatch);
    }

    private static LedgerAudit Begin() => new(Checkpoint.Start(Ledger.Account.Number), Ledger.Account, Ledger.Today);

    /// <summary>Numbers from which a property picks.</summary>
    public sealed record Place(int Way, int Index, int Start);

    public static class Places
    {
        public static Arbitrary<Place> Any() => (
            from way in Gen.Choose(0, Tampering.All.Count - 1)
            from index in Gen.Choose(0, 1000)
            from start in Gen.Choose(0, 1000)
            select new Place(way, index, start)).ToArbitrary();
    }
}
