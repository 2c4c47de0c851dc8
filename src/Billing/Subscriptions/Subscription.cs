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
/// When the customer took it off the list after it had ended, UTC; null if it is on the list. The ledger knows what was
/// paid for it, so the row stays.
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
    DateTimeOffset? RemovedAt = null)
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
    /// </summary>
    public DateOnly NextStart(DateOnly today) => PaidThrough?.AddDays(1) is { } next && next > today ? next : today;

    /// <summary>
    /// What is paid for on a day and after it, in order; the last period ends with <see cref="PaidThrough"/>. Empty if
    /// nothing is. Who paid for another tariff in advance has the one of today until its own last day.
    /// </summary>
    public IReadOnlyList<PaidPeriod> PeriodsFrom(DateOnly day) =>
        PaidTariffId is null || PaidThrough is not { } last || last < day
            ? []
            : [.. (EarlierPeriods ?? []).Where(period => period.PaidThrough >= day), new(PaidTariffId, last)];

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

        return Pay(quote.Tariff.Id, quote.PaidThrough, entryNumber, today);
    }

    /// <summary>The subscription after a payment of its ledger.</summary>
    internal Subscription Pay(string tariffId, DateOnly paidThrough, long entryNumber, DateOnly today)
    {
        // More of the same tariff makes the last period longer.
        PaidPeriod[] earlier = [.. PeriodsFrom(today)];
        earlier = earlier is [.., var last] && last.TariffId == tariffId ? earlier[..^1] : earlier;
        return this with
        {
            NextTariffId = tariffId,
            PaidTariffId = tariffId,
            Status = SubscriptionStatus.Paid,
            PaidThrough = paidThrough,
            LastEntry = entryNumber,
            EarlierPeriods = earlier.Length == 0 ? null : earlier,
            RemovedAt = null,
        };
    }

    /// <summary>The subscription with another tariff for its next payment; what is paid stays paid.</summary>
    public Subscription Choose(string tariffId) => this with { NextTariffId = tariffId, RemovedAt = null };

    /// <summary>
    /// The subscription as it stands on a day: expired if its last paid day has passed, else the same instance.
    /// </summary>
    public Subscription ExpireBy(DateOnly today) =>
        Status == SubscriptionStatus.Paid && PaidThrough < today
            ? this with { Status = SubscriptionStatus.Expired }
            : this;

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
