using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Whether a subscription is paid for. The codes are stored, and stand in answers.</summary>
public enum SubscriptionStatus
{
    /// <summary>Never paid: «Не оплачено».</summary>
    [JsonStringEnumMemberName("unpaid")]
    Unpaid,

    /// <summary>Paid through a day that has not passed: «Оплачено».</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>Was paid, and the last paid day has passed: «Истекла».</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}

/// <summary>Days that are paid for without a gap, with one tariff.</summary>
/// <param name="TariffId">The tariff.</param>
/// <param name="PaidThrough">The last of the days, Moscow.</param>
public sealed record PaidPeriod(string TariffId, DateOnly PaidThrough);

/// <summary>A phone number with the tariff that is paid for, until when, and the tariff for what comes after.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="NextTariffId">The tariff that the next payment is for.</param>
/// <param name="PaidTariffId">The tariff of the last payment; null while nothing was ever paid.</param>
/// <param name="Status">Whether it is paid for.</param>
/// <param name="PaidThrough">The last paid day, Moscow; null while nothing was ever paid.</param>
/// <param name="LastEntry">The entry of its last payment; 0 without any.</param>
/// <param name="EarlierPeriods">
/// What was paid for with other tariffs, and had not ended at the last payment, in order; null if nothing.
/// </param>
/// <param name="Label">What the customer calls it, one line of up to 40 characters; null if nothing.</param>
/// <param name="RemovedAt">
/// When the customer took it off the list, UTC; null if it is on the list. It stays there until it has ended, and the
/// row stays after that: the ledger knows what was paid for it.
/// </param>
/// <param name="Terms">
/// How what is paid for was paid, in order, so far as that is known; null after a payment that an older version took.
/// </param>
/// <param name="Renewal">How it is renewed each month; null if it is not.</param>
/// <param name="GraceUntil">
/// The last day on which it still works although its last paid day has passed; null if it has no grace.
/// </param>
public sealed record Subscription(
    string Phone,
    string NextTariffId,
    string? PaidTariffId,
    SubscriptionStatus Status,
    DateOnly? PaidThrough,
    long LastEntry,
    IReadOnlyList<PaidPeriod>? EarlierPeriods = null,
    string? Label = null,
    DateTimeOffset? RemovedAt = null,
    IReadOnlyList<PaidTerm>? Terms = null,
    Renewal? Renewal = null,
    DateOnly? GraceUntil = null)
{
    /// <summary>Most characters of a label.</summary>
    public const int MaxLabel = 40;

    /// <summary>Most numbers of a client: one range query reads them all with every command.</summary>
    public const int MaxPerClient = 500;

    /// <summary>A number that was never paid for.</summary>
    public static Subscription Unpaid(string phone, string tariffId) =>
        new(phone, tariffId, PaidTariffId: null, SubscriptionStatus.Unpaid, PaidThrough: null, LastEntry: 0);

    /// <summary>
    /// The first day that a payment made today pays for: the day after the last paid one, or today if that has passed.
    /// In grace it is the day after the last paid one all the same: the number has worked since.
    /// </summary>
    public DateOnly NextStart(DateOnly today) =>
        PaidThrough?.AddDays(1) is { } next && (next > today || IsInGrace(today)) ? next : today;

    /// <summary>Whether it works on a day although its last paid day has passed.</summary>
    public bool IsInGrace(DateOnly day) =>
        Status == SubscriptionStatus.Paid && PaidThrough < day && GraceUntil >= day;

    /// <summary>
    /// What is paid for on a day and after it, in order; the last period ends with <see cref="PaidThrough"/>. Empty if
    /// nothing is. Who paid for another tariff in advance has the one of today until its own last day.
    /// </summary>
    public IReadOnlyList<PaidPeriod> PeriodsFrom(DateOnly day) =>
        PaidTariffId is null || PaidThrough is not { } last || last < day
            ? []
            : [.. (EarlierPeriods ?? []).Where(period => period.PaidThrough >= day), new(PaidTariffId, last)];

    /// <summary>Whether a day is paid for.</summary>
    public bool IsPaidOn(DateOnly day) => PaidThrough >= day;

    /// <summary>
    /// How a day and those after it were paid for, in order; empty if they were not, or if it is not known how.
    /// </summary>
    public IReadOnlyList<PaidTerm> TermsFrom(DateOnly day)
    {
        PaidTerm[] terms = [.. (Terms ?? []).Where(term => term.Through >= day)];
        return terms is [var first, ..] && first.From <= day ? terms : [];
    }

    /// <summary>The subscription once a quote for it is paid.</summary>
    /// <param name="quote">What is paid.</param>
    /// <param name="entryNumber">The entry of the payment.</param>
    /// <param name="today">The business day of the payment.</param>
    /// <exception cref="ArgumentException">
    /// The quote is for another phone, or for days that are paid already.
    /// </exception>
    public Subscription Pay(Quote quote, long entryNumber, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(quote);
        if (quote.Phone != Phone || quote.PeriodStart <= PaidThrough)
        {
            throw new ArgumentException(
                $"The quote does not continue the subscription: it starts {quote.PeriodStart:O}.",
                nameof(quote));
        }

        return Pay(PaidItem.FromQuote(quote), entryNumber, today);
    }

    /// <summary>The subscription after a payment of its ledger.</summary>
    public Subscription Pay(PaidItem item, long entryNumber, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(item);
        // More of the same tariff makes the last period longer.
        PaidPeriod[] earlier = [.. PeriodsFrom(today)];
        earlier = earlier is [.., var last] && last.TariffId == item.TariffId ? earlier[..^1] : earlier;
        return this with
        {
            NextTariffId = item.TariffId,
            PaidTariffId = item.TariffId,
            Status = SubscriptionStatus.Paid,
            PaidThrough = item.PaidThrough,
            LastEntry = entryNumber,
            EarlierPeriods = earlier.Length == 0 ? null : earlier,
            RemovedAt = null,
            GraceUntil = null,
            Terms = TermsAfter(item, entryNumber, today),
        };
    }

    /// <summary>The subscription after a change of the tariff.</summary>
    public Subscription Change(TariffChangeDetails change, long entryNumber)
    {
        ArgumentNullException.ThrowIfNull(change);
        var tariff = new TermTariff(change.From, change.TariffId, change.MonthlyPrice, entryNumber);
        return this with
        {
            NextTariffId = change.TariffId,
            PaidTariffId = change.TariffId,
            PaidThrough = change.PaidThrough,
            LastEntry = entryNumber,
            EarlierPeriods = null,
            Terms = Terms is null ? null
                : [.. Terms.Where(term => term.Through >= change.From).Select(term => term.Change(tariff))],
        };
    }

    /// <summary>The subscription after its later months were given back.</summary>
    public Subscription Remove(RemovalDetails removal, DateTimeOffset at, long entryNumber)
    {
        ArgumentNullException.ThrowIfNull(removal);
        PaidPeriod[] earlier = [.. (EarlierPeriods ?? []).Where(period => period.PaidThrough < removal.PaidThrough)];
        return this with
        {
            PaidTariffId = removal.TariffId,
            PaidThrough = removal.PaidThrough,
            LastEntry = entryNumber,
            EarlierPeriods = earlier.Length == 0 ? null : earlier,
            RemovedAt = at,
            Renewal = null,
            Terms = Terms is null ? null
                : [.. Terms.Where(term => term.From <= removal.PaidThrough).Select(term => term.EndBy(removal))],
        };
    }

    /// <summary>The subscription with another tariff for its next payment; what is paid stays paid.</summary>
    public Subscription Choose(string tariffId) => this with { NextTariffId = tariffId, RemovedAt = null };

    /// <summary>
    /// The subscription as it stands on a day: expired if its last paid day, and its grace, has passed; else the same
    /// instance.
    /// </summary>
    public Subscription ExpireBy(DateOnly today) =>
        Status == SubscriptionStatus.Paid && PaidThrough < today && !IsInGrace(today)
            ? this with { Status = SubscriptionStatus.Expired, GraceUntil = null }
            : this;

    private IReadOnlyList<PaidTerm>? TermsAfter(PaidItem item, long entryNumber, DateOnly today)
    {
        // An older version took the payment.
        if (item.Price is not { } price)
        {
            return null;
        }

        var tariff = new TermTariff(item.PeriodStart, item.TariffId, price.Monthly, entryNumber);
        return
        [
            .. (Terms ?? []).Where(term => term.Through >= today),
            new(item.PeriodStart, item.PaidThrough, price.Percent, [tariff]),
        ];
    }

    /// <summary>
    /// Whether the parts fit each other. Paid after its last day is in order: ending it takes a while.
    /// </summary>
    internal bool IsConsistent(DateOnly today) => Status switch
    {
        SubscriptionStatus.Unpaid =>
            PaidThrough is null && PaidTariffId is null && EarlierPeriods is null && LastEntry == 0,
        SubscriptionStatus.Paid => PaidThrough is not null && PaidTariffId is not null && LastEntry > 0,
        SubscriptionStatus.Expired => PaidThrough < today && PaidTariffId is not null && LastEntry > 0,
    };
}
