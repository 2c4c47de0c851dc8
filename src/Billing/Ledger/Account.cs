namespace Billing;

/// <summary>A client's personal account (лицевой счёт): its balance, and where its ledger ends.</summary>
/// <param name="Number">See <see cref="AccountNumber"/>.</param>
/// <param name="Balance">The sum of its entries, never negative.</param>
/// <param name="LastEntry">Number of the last entry; 0 without any.</param>
/// <param name="LastHash">Hash of the last entry.</param>
/// <param name="IsFrozen">Whether payments are stopped because reconciliation found a mismatch.</param>
/// <param name="Lockout">
/// Wrong passwords given at payments. They stand beside the balance, so that a payment and a wrong password that is
/// counted at the same moment never miss each other.
/// </param>
/// <param name="LastEvent">
/// The client's last event that was told to others; null before the first. Every commit that tells one writes the
/// account with the next number, so that two commits never have the same.
/// </param>
public sealed record Account(
    string Number,
    Money Balance,
    long LastEntry,
    string LastHash,
    bool IsFrozen,
    Lockout Lockout,
    long? LastEvent = null)
{
    /// <summary>An account without money or entries.</summary>
    public static Account Open(string number) =>
        new(number, Money.Zero, 0, Entry.OpeningHash(number), IsFrozen: false, Lockout.None);

    /// <summary>Whether the balance can hold so much more: at most <see cref="long.MaxValue"/> kopecks.</summary>
    public bool CanHold(Money more) => (Int128)Balance.Kopecks + more.Kopecks <= long.MaxValue;

    /// <summary>The account with one more entry, and that entry.</summary>
    /// <param name="amount">
    /// The change: above zero for a top-up, not above zero for a payment, below zero for a return, not below zero for a
    /// removal, any for a correction or a change of the tariff.
    /// </param>
    /// <param name="eventId">The event that it is booked with.</param>
    /// <param name="details">What it is about.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount's sign does not fit the kind.</exception>
    /// <exception cref="InvalidOperationException">
    /// The balance would fall below zero, or be more than can be held.
    /// </exception>
    public (Account Account, Entry Entry) Append(
        Money amount,
        string eventId,
        EntryDetails details,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(details);
        var fits = details.Kind switch
        {
            EntryKind.TopUp => amount > Money.Zero,
            EntryKind.Payment => amount <= Money.Zero,
            EntryKind.Correction => true,
            EntryKind.Return => amount < Money.Zero,
            EntryKind.TariffChange => true,
            EntryKind.Removal => amount >= Money.Zero,
        };
        if (!fits)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"Wrong sign for a {details.Kind}.");
        }

        if (!CanHold(amount) || Balance.Kopecks + amount.Kopecks < 0)
        {
            throw new InvalidOperationException($"A change of {amount} does not fit a balance of {Balance}.");
        }

        var content = new Entry(
            LastEntry + 1,
            at.ToUniversalTime(),
            amount,
            Balance + amount,
            eventId,
            details,
            LastHash,
            Hash: "");
        var entry = content with { Hash = content.ComputeHash() };
        return (this with { Balance = entry.BalanceAfter, LastEntry = entry.Number, LastHash = entry.Hash }, entry);
    }
}
