namespace Billing.Tests;

/// <summary>One way to change a single thing of what is stored of an account.</summary>
/// <param name="What">What is changed.</param>
/// <param name="Change">The change, near the entry at an index.</param>
public sealed record Tampering(string What, Func<StoredLedger, int, StoredLedger> Change)
{
    /// <summary>Every way.</summary>
    public static IReadOnlyList<Tampering> All { get; } =
    [
        .. EntryTampering.All,
        .. OfEvents(),
        .. OfAccount(),
        .. OfSubscription(),
    ];

    private static IEnumerable<Tampering> OfEvents() =>
    [
        Events("an event is missing", (events, entry, _) => events.Remove(entry.EventId)),
        Events("an event is added", (events, entry, _) => events.Add("added", entry.Number)),
        Events("an event has another id", (events, entry, _) =>
        {
            events.Remove(entry.EventId);
            events.Add(entry.EventId + "0", entry.Number);
        }),
        Events("an event points to a neighbour", (events, entry, other) => events[entry.EventId] = other.Number),
        Events("an event points to before the first entry", (events, entry, _) => events[entry.EventId] = 0),
        Events("an event points to a later entry", (events, entry, _) => events[entry.EventId] = long.MaxValue),
        Events("two events point to each other's entry", (events, entry, other) =>
            (events[entry.EventId], events[other.EventId]) = (other.Number, entry.Number)),
    ];

    private static IEnumerable<Tampering> OfAccount() =>
    [
        Account("balance up", account => account with { Balance = account.Balance + new Money(1) }),
        Account("balance down", account => account with { Balance = account.Balance - new Money(1) }),
        Account("last entry up", account => account with { LastEntry = account.LastEntry + 1 }),
        Account("last entry down", account => account with { LastEntry = account.LastEntry - 1 }),
        Account("hash", account => account with { LastHash = account.LastHash.ToUpperInvariant() }),
        Account("hash of another", account => account with
        {
            LastHash = StoredLedger.Open("0000000018").Account.LastHash,
        }),
    ];

    private static IEnumerable<Tampering> OfSubscription() =>
    [
        Subscription("lasts longer", paid => paid with { PaidThrough = paid.PaidThrough!.Value.AddDays(1) }),
        Subscription("ends earlier", paid => paid with { PaidThrough = paid.PaidThrough!.Value.AddDays(-1) }),
        Subscription("has no last day", paid => paid with { PaidThrough = null }),
        Subscription("has another tariff", paid => paid with { PaidTariffId = paid.PaidTariffId + "2" }),
        Subscription("has another earlier period", paid => paid with
        {
            EarlierPeriods = [.. paid.EarlierPeriods ?? [], new("gold", paid.PaidThrough!.Value)],
        }),
        Subscription("has other terms", paid => paid with { Terms = paid.Terms is null ? [] : null }),
        Subscription("has no tariff", paid => paid with { PaidTariffId = null }),
        Subscription("is unpaid", paid => paid with { Status = SubscriptionStatus.Unpaid }),
        Subscription("expired early", paid => paid with { Status = SubscriptionStatus.Expired }),
        Subscription("follows another entry", paid => paid with { LastEntry = paid.LastEntry - 1 }),
        Subscription("follows no entry", paid => paid with { LastEntry = 0 }),
        Subscription("starts anew", paid => Billing.Subscription.Unpaid(paid.Phone, "base")),
        Subscription("is missing", _ => null),
        Subscription("is another number's", paid => paid with { Phone = "+79009999999" }),
        new("a number that was never paid for is paid", (ledger, _) => ledger with
        {
            Subscriptions = new Dictionary<string, Subscription>(ledger.Subscriptions)
            {
                ["+79009999999"] = LastPaid(ledger) with { Phone = "+79009999999" },
            },
        }),
    ];

    private static Tampering Events(string what, Action<Dictionary<string, long>, Entry, Entry> change) =>
        new(what, (ledger, index) =>
        {
            var events = new Dictionary<string, long>(ledger.Events);
            change(events, ledger.Entries[index], ledger.Entries[EntryTampering.Neighbour(ledger, index)]);
            return ledger with { Events = events };
        });

    private static Tampering Account(string what, Func<Account, Account> change) =>
        new($"account: {what}", (ledger, _) => ledger with { Account = change(ledger.Account) });

    private static Tampering Subscription(string what, Func<Subscription, Subscription?> change) =>
        new($"a subscription {what}", (ledger, _) =>
        {
            var paid = LastPaid(ledger);
            var subscriptions = new Dictionary<string, Subscription>(ledger.Subscriptions);
            subscriptions.Remove(paid.Phone);
            if (change(paid) is { } changed)
            {
                subscriptions[changed.Phone] = changed;
            }

            return ledger with { Subscriptions = subscriptions };
        });

    private static Subscription LastPaid(StoredLedger ledger) =>
        ledger.Subscriptions.Values.MaxBy(subscription => subscription.LastEntry)!;
}
