using Billing;

namespace Functions.Storage;

/// <summary>A part of the money that a charge used up.</summary>
/// <param name="MoneyIn">The entry that brought it in: mostly a top-up.</param>
/// <param name="Amount">How much of it, above zero.</param>
public sealed record ChargedTopUp(Entry MoneyIn, Money Amount);

/// <summary>
/// Which top-ups a charge used up when it was booked: a fold over the ledger up to it, so that the answer never
/// changes. What was given back later is said by the entries that gave it back.
/// </summary>
public sealed class ChargedTopUps(LedgerRows ledger)
{
    /// <summary>Entries after these are not looked at: a customer waits for the answer.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>What an entry used up, in the order of use; nothing if it brought money in.</summary>
    /// <param name="clientId">Whose ledger.</param>
    /// <param name="entry">The entry's number, at most <see cref="MaxEntries"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ChargedTopUp>> OfAsync(
        string clientId,
        long entry,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry, MaxEntries);
        var lots = new Lots();
        var moneyIn = new Dictionary<long, Entry>();
        await foreach (var each in ledger.EachAsync(clientId, 1, entry, cancellationToken))
        {
            lots.Add(each);
            if (each.Amount > Money.Zero)
            {
                moneyIn[each.Number] = each;
            }
        }

        return [.. lots.UsedBy(entry).Select(use => new ChargedTopUp(moneyIn[use.Lot], use.Amount))];
    }
}
