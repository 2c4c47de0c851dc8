namespace Billing;

/// <summary>All that a payment is decided from.</summary>
/// <param name="Account">The payer's account.</param>
/// <param name="Subscriptions">The payer's numbers, by phone.</param>
/// <param name="PasswordExpiresAt">
/// The moment from which the password is no longer accepted; null if it stays.
/// </param>
public sealed record PaymentState(
    Account Account,
    IReadOnlyDictionary<string, Subscription> Subscriptions,
    DateTimeOffset? PasswordExpiresAt)
{
    internal Subscription SubscriptionOf(string phone, Tariff tariff) =>
        Subscriptions.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, tariff.Id);
}
