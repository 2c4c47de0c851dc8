namespace Billing;

/// <summary>A client's personal account (лицевой счёт): its balance, and where its ledger ends.</summary>
/// <param name="Number">See <see cref="AccountNumber"/>.</param>
/// <param name="Balance">The sum of its entries, never negative.</param>
/// <param name="LastEntry">Number of the last entry; 0 without any.</param>
/// <param name="LastHash">Hash of the last entry.</param>
/// <param name="UnderReview">Whether payments are stopped because reconciliation found a mismatch.</param>
public sealed record Account(string Number, Money Balance, long LastEntry, string LastHash, bool UnderReview)
{
    /// <summary>An account without money or entries.</summary>
    public static Account Open(string number) => new(number, Money.Zero, 0, Entry.OpeningHash(number), false);

    /// <summary>The account with one more entry, and that entry.</summary>
    /// <param name="kind">Why the balance changes.</param>
    /// <param name="amount">The change: above zero for a top-up, not above zero for a payment, either for a correction.</param>
    /// <param name="reference">Id of the payment or top-up.</param>
    /// <param name="description">For the client, Russian.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount's sign does not fit the kind.</exception>
    /// <exception cref="InvalidOperationException">The balance would fall below zero, or be more than can be held.</exception>
    public (Account Account, Entry Entry) Append(
        EntryKind kind, Money amount, string reference, string description, DateTimeOffset at)
    {
        var fits = kind switch
        {
            EntryKind.TopUp => amount > Money.Zero,
            EntryKind.Payment => amount <= Money.Zero,
            _ => true,
        };
        if (!fits)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Wrong sign for a {kind}.");
        }

        var balance = (Int128)Balance.Kopecks + amount.Kopecks;
        if (balance < 0 || balance > long.MaxValue)
        {
            throw new InvalidOperationException($"A change of {amount} does not fit a balance of {Balance}.");
        }

        var content = new Entry(
            LastEntry + 1, at.ToUniversalTime(), kind, amount, new Money((long)balance), reference, description, LastHash, Hash: "");
        var entry = content with { Hash = content.ComputeHash() };
        return (this with { Balance = entry.BalanceAfter, LastEntry = entry.Number, LastHash = entry.Hash }, entry);
    }
}
