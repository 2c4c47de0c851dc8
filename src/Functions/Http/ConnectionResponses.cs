using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>The tariffs on sale.</summary>
public sealed record TariffsBody(IReadOnlyList<TariffBody> Tariffs);

/// <summary>A tariff.</summary>
public sealed record TariffBody(string Id, string Name, MoneyBody MonthlyPrice)
{
    /// <summary>The tariff.</summary>
    public static TariffBody From(Tariff tariff)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        return new(tariff.Id, tariff.Name, MoneyBody.From(tariff.MonthlyPrice));
    }
}

/// <summary>A client's numbers.</summary>
public sealed record ConnectionsBody(IReadOnlyList<ConnectionBody> Connections);

/// <summary>A number with its subscription.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Tariff">The tariff that the next payment is for.</param>
/// <param name="PaidTariff">The tariff that was last paid for; null while nothing was ever paid.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="PaidThrough">The last paid day.</param>
public sealed record ConnectionBody(
    string Phone,
    string Tariff,
    string? PaidTariff,
    string Status,
    string StatusText,
    DateOnly? PaidThrough)
{
    /// <summary>What is paid for from today on, in order; left out in the answer to a payment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PaidPeriodBody>? PaidPeriods { get; init; }

    /// <summary>What the customer calls it; left out if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    /// <summary>What the next month may cost if it is renewed; left out if it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MoneyBody? RenewedFor { get; init; }

    /// <summary>The last day of grace after the last paid one; left out if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? GraceUntil { get; init; }

    /// <summary>When it was taken off the list; left out if it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>
    /// The subscription as of a business day: one that ended yesterday is shown as ended even before the timer says so.
    /// </summary>
    public static ConnectionBody From(Subscription subscription, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var status = subscription.ExpireBy(today).Status;
        return new(
            subscription.Phone,
            subscription.NextTariffId,
            subscription.PaidTariffId,
            status.Code(),
            status.Text(),
            subscription.PaidThrough)
        {
            Label = subscription.Label,
            RemovedAt = subscription.RemovedAt,
            RenewedFor = subscription.Renewal is { AtMost: var most } ? MoneyBody.From(most) : null,
            GraceUntil = subscription.IsInGrace(today) ? subscription.GraceUntil : null,
            PaidPeriods =
            [
                .. subscription.PeriodsFrom(today)
                    .Select(period => new PaidPeriodBody(period.TariffId, period.PaidThrough)),
            ],
        };
    }

    /// <summary>
    /// What a payment made of its subscription, from its entry alone, so that a repetition gets the same answer.
    /// </summary>
    public static ConnectionBody FromPayment(PaidItem payment)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return new(
            payment.Phone,
            payment.TariffId,
            payment.TariffId,
            SubscriptionStatus.Paid.Code(),
            SubscriptionStatus.Paid.Text(),
            payment.PaidThrough);
    }
}

/// <summary>Numbers that are renewed from now on.</summary>
public sealed record RenewalsBody(IReadOnlyList<string> Phones);

/// <summary>Days that are paid for with one tariff.</summary>
public sealed record PaidPeriodBody(string Tariff, DateOnly PaidThrough);

/// <summary>What has to be paid next for the numbers to go on.</summary>
/// <param name="From">The first day that is not paid for.</param>
/// <param name="IsNow">Whether that day is today: a number is not paid for.</param>
/// <param name="PaidThrough">The day until which the amount pays.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Missing">What the balance lacks; 0.00 if nothing.</param>
/// <param name="Connections">How many numbers it is for.</param>
public sealed record DueBody(
    DateOnly From,
    bool IsNow,
    DateOnly PaidThrough,
    MoneyBody Amount,
    MoneyBody Missing,
    int Connections)
{
    /// <summary>What is due; null if nothing is.</summary>
    public static DueBody? Of(Due? due, Money balance, DateOnly today) => due is null ? null : new(
        due.From,
        due.From <= today,
        due.PaidThrough,
        MoneyBody.From(due.Amount),
        MoneyBody.From(due.MissingFrom(balance)),
        due.Connections);
}
