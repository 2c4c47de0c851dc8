using FsCheck;
using FsCheck.Fluent;

namespace Billing.Tests;

/// <summary>Something to be booked, whether the balance allows it or not.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Amount">The change of the balance.</param>
/// <param name="Choice">
/// 0–11: number, tariff and months of a payment; if even, ended subscriptions are looked for before.
/// </param>
public sealed record LedgerCommand(EntryKind Kind, Money Amount, int Choice = 0)
{
    /// <summary>One of three numbers.</summary>
    public string Phone => $"+7900123456{Choice % 3}";

    /// <summary>
    /// One of two tariffs, at a price that has nothing to do with the amount: the ledger does not know prices.
    /// </summary>
    public Tariff Tariff => Choice < 6 ? new("base", "Базовый", new(199_95)) : new("pro", "Про", new(500_00));

    /// <summary>A second number that the same payment is for, every third time; else null.</summary>
    public string? SecondPhone => Choice % 3 == 2 ? $"+7900123456{(Choice + 1) % 3}" : null;

    /// <summary>One to four.</summary>
    public int Months => (Choice % 4) + 1;
}

/// <summary>Commands of every kind, amounts of every size.</summary>
public static class LedgerCommands
{
    /// <summary>What the balance may not allow, among top-ups.</summary>
    public static Arbitrary<LedgerCommand> Command() => (
        from sign in Gen.Elements(
            (EntryKind.TopUp, 1),
            (EntryKind.Payment, -1),
            (EntryKind.Payment, -1),
            (EntryKind.Correction, 1),
            (EntryKind.Correction, -1),
            (EntryKind.Return, -1),
            (EntryKind.TariffChange, 1),
            (EntryKind.TariffChange, -1),
            (EntryKind.Removal, 1))
        from amount in Arbitraries.Amount().Generator
        from choice in Gen.Choose(0, 11)
        select new LedgerCommand(sign.Item1, new Money(sign.Item2 * amount.Kopecks), choice)).ToArbitrary();
}
