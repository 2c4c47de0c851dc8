using FsCheck;
using FsCheck.Fluent;

namespace Billing.Tests;

/// <summary>Something to be booked, whether the balance allows it or not.</summary>
public sealed record LedgerCommand(EntryKind Kind, Money Amount)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Books commands one after the other; those that the account refuses leave no trace.</summary>
    public static (Account Account, List<Entry> Entries) Book(IEnumerable<LedgerCommand> commands, string number = "1234567897")
    {
        var account = Account.Open(number);
        var entries = new List<Entry>();
        foreach (var command in commands)
        {
            try
            {
                (account, var entry) = account.Append(
                    command.Kind, command.Amount, $"ref-{entries.Count}", "Пополнение: ООО «Ромашка»", Start.AddMinutes(entries.Count));
                entries.Add(entry);
            }
            catch (InvalidOperationException)
            {
                // Refused: the property that is being checked says when that is right.
            }
        }

        return (account, entries);
    }

    /// <summary>The first mismatch of a ledger against its account; null if it verifies.</summary>
    public static string? Verify(Account account, IEnumerable<Entry> entries)
    {
        var at = Checkpoint.Start(account.Number);
        foreach (var entry in entries)
        {
            (at, var mismatch) = Reconciliation.Step(at, entry);
            if (mismatch is not null)
            {
                return mismatch;
            }
        }

        return Reconciliation.Close(at, account);
    }
}

/// <summary>Commands of every kind, amounts of every size.</summary>
public static class LedgerCommands
{
    /// <summary>Payments and corrections that the balance may not allow among top-ups.</summary>
    public static Arbitrary<LedgerCommand> Command()
    {
        var amount = Arbitraries.Amount().Generator;
        return Gen.OneOf(
            amount.Select(money => new LedgerCommand(EntryKind.TopUp, money)),
            amount.Select(money => new LedgerCommand(EntryKind.Payment, -money)),
            amount.Select(money => new LedgerCommand(EntryKind.Correction, money)),
            amount.Select(money => new LedgerCommand(EntryKind.Correction, -money))).ToArbitrary();
    }
}
