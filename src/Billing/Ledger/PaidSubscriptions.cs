namespace Billing;

/// <summary>What subscriptions have to be after the entries of a ledger, or of its end: a fold.</summary>
/// <param name="isWhole">Whether the fold begins with the first entry.</param>
internal sealed class PaidSubscriptions(bool isWhole)
{
    private readonly Dictionary<string, Subscription> _paid = new(StringComparer.Ordinal);

    // Where the fold's knowledge begins: what came before may have left periods and terms that it does not know.
    private readonly Dictionary<string, DateOnly> _firstDays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> _firstTerms = new(StringComparer.Ordinal);

    /// <summary>The numbers that entries were about.</summary>
    public IEnumerable<string> Phones => _paid.Keys;

    /// <summary>Whether an entry was about the number.</summary>
    public bool Knows(string phone) => _paid.ContainsKey(phone);

    /// <summary>Counts the next entry.</summary>
    public void Add(Entry entry)
    {
        var day = BusinessDay.FromInstant(entry.At);
        foreach (var item in entry.PaidItems)
        {
            _paid[item.Phone] = Before(item.Phone, item.TariffId).Pay(item, entry.Number, day);
            _firstDays.TryAdd(item.Phone, item.PeriodStart);
            _firstTerms.TryAdd(item.Phone, item.PeriodStart);
        }

        switch (entry.Details)
        {
            case TariffChangeDetails change:
                _paid[change.Phone] = Before(change.Phone, change.TariffId).Change(change, entry.Number);
                _firstDays.TryAdd(change.Phone, change.From);
                break;
            case RemovalDetails removal:
                _paid[removal.Phone] = Before(removal.Phone, removal.TariffId).Remove(removal, entry.At, entry.Number);
                _firstDays.TryAdd(removal.Phone, removal.PaidThrough);
                break;
        }
    }

    /// <summary>In what a number's subscription is not what was paid for; null if in nothing.</summary>
    public string? MismatchOf(Subscription subscription)
    {
        var paid = _paid[subscription.Phone];
        return subscription.LastEntry != paid.LastEntry
                ? $"it follows entry {subscription.LastEntry}, not {paid.LastEntry}"
            : subscription.PaidThrough != paid.PaidThrough ? "it lasts until another day"
            : subscription.PaidTariffId != paid.PaidTariffId ? "it has another tariff"
            : !HasEarlierPeriods(subscription, paid.EarlierPeriods ?? []) ? "it has other earlier periods"
            : !HasTerms(subscription, paid.Terms) ? "it was paid for on other terms"
            : null;
    }

    private Subscription Before(string phone, string tariffId) =>
        _paid.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, tariffId);

    // Periods that the fold does not know end before the first day that it knows to be paid for; all else of them is
    // left to a fold of the whole ledger.
    private bool HasEarlierPeriods(Subscription subscription, IReadOnlyList<PaidPeriod> expected)
    {
        var periods = subscription.EarlierPeriods ?? [];
        var unknown = periods.Count - expected.Count;
        return unknown >= 0
            && periods.Skip(unknown).SequenceEqual(expected)
            && (unknown == 0 || (!isWhole && periods[unknown - 1].PaidThrough < _firstDays[subscription.Phone]));
    }

    // The same of terms. Of a number that was paid for before the fold and only changed since, they are not known.
    private bool HasTerms(Subscription subscription, IReadOnlyList<PaidTerm>? expected)
    {
        if (!_firstTerms.TryGetValue(subscription.Phone, out var firstDay))
        {
            return !isWhole;
        }

        if (subscription.Terms is not { } terms || expected is null)
        {
            return subscription.Terms is null && expected is null;
        }

        var unknown = terms.Count - expected.Count;
        return unknown >= 0
            && terms.Skip(unknown).SequenceEqual(expected)
            && (unknown == 0 || (!isWhole && terms[unknown - 1].Through < firstDay));
    }
}
