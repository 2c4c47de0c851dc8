namespace Billing;

/// <summary>Whether a connection is paid for.</summary>
public enum SubscriptionStatus
{
    /// <summary>Never paid: «Не оплачено».</summary>
    Unpaid,

    /// <summary>Paid through a day that has not passed: «Оплачено».</summary>
    Paid,

    /// <summary>Was paid, and the last paid day has passed: «Истекла».</summary>
    Expired,
}

/// <summary>A phone number with a tariff, and what of it is paid for.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="TariffId">The tariff that the next payment is for.</param>
/// <param name="Status">Whether it is paid for.</param>
/// <param name="PaidThrough">The last paid day, Moscow; null while nothing was ever paid.</param>
public sealed record Connection(string Phone, string TariffId, SubscriptionStatus Status, DateOnly? PaidThrough)
{
    /// <summary>The first day that a payment made today pays for: the day after the last paid one, or today if that has passed.</summary>
    public DateOnly NextStart(DateOnly today) => PaidThrough?.AddDays(1) is { } next && next > today ? next : today;

    /// <summary>The connection once a quote for it is paid.</summary>
    /// <exception cref="ArgumentException">The quote is for another phone, or for days that are paid already.</exception>
    public Connection Pay(Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        if (quote.Phone != Phone || quote.PeriodStart <= PaidThrough)
        {
            throw new ArgumentException($"The quote does not continue the connection: it starts {quote.PeriodStart:O}.", nameof(quote));
        }

        return this with { TariffId = quote.Tariff.Id, Status = SubscriptionStatus.Paid, PaidThrough = quote.PaidThrough };
    }

    /// <summary>The connection with another tariff for its next payment; what is paid stays paid.</summary>
    public Connection Choose(string tariffId) => this with { TariffId = tariffId };

    /// <summary>The connection as it stands on a day: expired if its last paid day has passed, else the same instance.</summary>
    public Connection ExpireBy(DateOnly today) =>
        Status == SubscriptionStatus.Paid && PaidThrough < today ? this with { Status = SubscriptionStatus.Expired } : this;
}
