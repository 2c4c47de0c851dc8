namespace Billing;

/// <summary>
/// Verifies a ledger from a checkpoint to the account's last entry, as a fold over entries (oldest first) and events
/// (in any order). Its memory grows with the numbers that were paid for, never with the history.
/// </summary>
/// <remarks>
/// It judges the state to the entry at which the account stood when it was read: what a later entry changed is left
/// to the next audit. The first mismatch stays; everything after it is ignored.
/// </remarks>
/// <param name="start">Where an earlier audit ended, or the start of the account.</param>
/// <param name="account">The account as it was read.</param>
/// <param name="today">The business day.</param>
public sealed class LedgerAudit(Checkpoint start, Account account, DateOnly today)
{
    private readonly PaidSubscriptions _paid = new(isWhole: start.Number == 0);
    private readonly long _start = start.Number;
    private UInt128 _entryEvents;
    private UInt128 _storedEvents;

    /// <summary>What is wrong, English, with the number of the entry; null if nothing was found so far.</summary>
    public string? Mismatch { get; private set; }

    /// <summary>How far the ledger holds.</summary>
    public Checkpoint At { get; private set; } = start;

    /// <summary>Expects that the ledger reaches an entry: it was booked, or checked before.</summary>
    public void ExpectToReach(long number)
    {
        if (number > account.LastEntry)
        {
            Found($"Entry {number} was booked; the account ends with entry {account.LastEntry}.");
        }
    }

    /// <summary>
    /// Expects that the entry which was added last has that hash: the event that booked it says so, or an earlier
    /// checkpoint.
    /// </summary>
    public void ExpectLast(string hash)
    {
        if (hash != At.Hash)
        {
            Found($"Entry {At.Number} is not the one that was booked or checked before.");
        }
    }

    /// <summary>There is no entry after the last one that was added, and there ought to be.</summary>
    public void ReportMissing() => Found($"Entry {At.Number + 1} is missing.");

    /// <summary>There are entries after the one with which the account ends.</summary>
    public void ReportSurplus() =>
        Found($"The ledger goes on after entry {account.LastEntry}, where the account ends.");

    /// <summary>The next entry.</summary>
    public void Add(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Mismatch is not null || MismatchOf(entry) is { } mismatch && Found(mismatch))
        {
            return;
        }

        At = new(entry.Number, entry.BalanceAfter, entry.Hash);
        _entryEvents += SumOf(entry.EventId, entry.Number);
        _paid.Add(entry);
    }

    /// <summary>An event that is stored as booked with an entry after the start.</summary>
    public void AddEvent(string eventId, long entryNumber)
    {
        // One of a later entry was committed while the audit ran.
        if (entryNumber <= account.LastEntry)
        {
            _storedEvents += SumOf(eventId, entryNumber);
        }
    }

    /// <summary>
    /// Compares the end of the ledger with account and subscriptions, once all entries and events are added.
    /// </summary>
    public void Close(IEnumerable<Subscription> subscriptions)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        if (Mismatch is not null || (MismatchOfAccount() is { } mismatch && Found(mismatch)))
        {
            return;
        }

        if (_entryEvents != _storedEvents)
        {
            Found("The stored events are not those of the entries: one was deleted, changed, or added.");
        }

        var phones = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subscription in subscriptions)
        {
            phones.Add(subscription.Phone);
            if (MismatchOf(subscription) is { } wrong)
            {
                Found($"A subscription ({wrong}) is not what was paid for.");
            }
        }

        if (!_paid.Phones.All(phones.Contains))
        {
            Found("A subscription that was paid for is missing.");
        }
    }

    private string? MismatchOf(Entry entry) => entry switch
    {
        _ when entry.Number != At.Number + 1 => $"Entry {entry.Number} follows entry {At.Number}.",
        _ when entry.PreviousHash != At.Hash => $"Entry {entry.Number} does not continue the chain.",
        _ when entry.Hash != entry.ComputeHash() => $"The hash of entry {entry.Number} does not fit its content.",
        _ when entry.BalanceAfter.Kopecks != (Int128)At.Balance.Kopecks + entry.Amount.Kopecks =>
            $"Entry {entry.Number} changes {At.Balance} by {entry.Amount} to {entry.BalanceAfter}.",
        _ when entry.Details is GroupPaymentDetails { Items: var items } && SumOf(items) != -entry.Amount =>
            $"Entry {entry.Number} debits another sum than that of its items.",
        _ when entry.BalanceAfter < Money.Zero => $"The balance after entry {entry.Number} is negative.",
        _ => null,
    };

    private string? MismatchOfAccount() => account switch
    {
        _ when At.Number != account.LastEntry =>
            $"The ledger ends with entry {At.Number}, the account with entry {account.LastEntry}.",
        _ when At.Hash != account.LastHash => $"The account's hash is not that of entry {At.Number}.",
        _ when At.Balance != account.Balance =>
            $"The balance after entry {At.Number} is {At.Balance}, the account's is {account.Balance}.",
        _ => null,
    };

    private string? MismatchOf(Subscription subscription)
    {
        if (subscription.LastEntry > account.LastEntry)
        {
            // Paid or ended since the account was read.
            return null;
        }

        if (!subscription.IsConsistent(today))
        {
            return "its status does not fit its last paid day";
        }

        return _paid.Knows(subscription.Phone) ? _paid.MismatchOf(subscription)
            : subscription.LastEntry > _start ? "its payment is not in the ledger"
            : _start == 0 && subscription.PaidThrough is not null ? "it was never paid for"
            : null;
    }

    private bool Found(string mismatch)
    {
        Mismatch ??= mismatch;
        return true;
    }

    private static Money SumOf(IEnumerable<PaidItem> items) =>
        items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount);

    // A sum does not depend on the order in which entries and events are read.
    private static UInt128 SumOf(string eventId, long entryNumber) => UInt128.Parse(
        HashedText.Key(eventId, entryNumber.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        System.Globalization.NumberStyles.AllowHexSpecifier,
        System.Globalization.CultureInfo.InvariantCulture);
}
