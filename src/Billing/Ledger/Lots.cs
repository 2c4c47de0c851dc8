namespace Billing;

/// <summary>A part of a lot that an entry used up.</summary>
/// <param name="Lot">The number of the entry that opened the lot.</param>
/// <param name="Amount">Above zero.</param>
public readonly record struct LotUse(long Lot, Money Amount);

/// <summary>
/// Which top-ups each charge used up, first in, first out, as a fold over a ledger's entries. A lot is what is left of
/// the money that an entry brought in. The lots always add up to the balance.
/// </summary>
/// <remarks>
/// What gives money back (a correction, a cheaper tariff, a removal) opens the lots of the entries that it names again,
/// last used first. A correction that takes money away takes from the lot of the entry that it corrects, and then from
/// the oldest. A return takes from the lot that it names.
/// </remarks>
public sealed class Lots
{
    private readonly SortedDictionary<long, Money> _left = [];
    private readonly Dictionary<long, List<LotUse>> _uses = [];

    /// <summary>Lots with something left, oldest first.</summary>
    public IEnumerable<LotUse> Open => _left.Select(lot => new LotUse(lot.Key, lot.Value));

    /// <summary>The lots of a whole ledger.</summary>
    /// <param name="entries">Oldest first, from the first on.</param>
    public static Lots Of(IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var lots = new Lots();
        foreach (var entry in entries)
        {
            lots.Add(entry);
        }

        return lots;
    }

    /// <summary>What is left of the money that an entry brought in.</summary>
    public Money LeftOf(long entry) => _left.GetValueOrDefault(entry);

    /// <summary>What an entry used up and did not give back since, in the order of use.</summary>
    public IReadOnlyList<LotUse> UsedBy(long entry) => _uses.TryGetValue(entry, out var uses) ? [.. uses] : [];

    /// <summary>Counts the next entry.</summary>
    public void Add(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Amount > Money.Zero)
        {
            var undone = entry.Details switch
            {
                CorrectionDetails correction => [correction.Corrects],
                TariffChangeDetails change => change.Charges,
                RemovalDetails removal => removal.Charges,
                _ => [],
            };
            Put(entry.Number, undone.Aggregate(entry.Amount, (rest, number) => GiveBack(number, rest)));
        }
        else if (entry.Amount < Money.Zero)
        {
            var lot = entry.Details switch
            {
                CorrectionDetails correction => correction.Corrects,
                ReturnDetails returned => returned.TopUp,
                _ => (long?)null,
            };
            _uses[entry.Number] = Take(lot, -entry.Amount);
        }
    }

    private Money GiveBack(long entry, Money amount)
    {
        var uses = _uses.GetValueOrDefault(entry, []);
        while (amount > Money.Zero && uses is [.., var last])
        {
            var part = Smaller(amount, last.Amount);
            Put(last.Lot, part);
            amount -= part;
            uses.RemoveAt(uses.Count - 1);
            if (last.Amount > part)
            {
                uses.Add(last with { Amount = last.Amount - part });
            }
        }

        return amount;
    }

    private List<LotUse> Take(long? named, Money amount)
    {
        var uses = new List<LotUse>();
        if (named is { } lot)
        {
            amount -= TakeFrom(lot, amount, uses);
        }

        while (amount > Money.Zero)
        {
            amount -= TakeFrom(_left.First().Key, amount, uses);
        }

        return uses;
    }

    private Money TakeFrom(long lot, Money amount, List<LotUse> uses)
    {
        var part = Smaller(amount, LeftOf(lot));
        if (part > Money.Zero)
        {
            uses.Add(new(lot, part));
            Put(lot, -part);
        }

        return part;
    }

    private void Put(long lot, Money amount)
    {
        var left = LeftOf(lot) + amount;
        if (left == Money.Zero)
        {
            _left.Remove(lot);
        }
        else
        {
            _left[lot] = left;
        }
    }

    private static Money Smaller(Money one, Money other) => one < other ? one : other;
}
