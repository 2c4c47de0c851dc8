namespace Billing;

/// <summary>A debit of the account for a subscription, as it was made.</summary>
/// <param name="Id">Of this payment; the ledger entry's reference.</param>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="RequestHash">Hash of the request, which tells a repeated request from a reused key.</param>
/// <param name="Phone">The connection, E.164.</param>
/// <param name="TariffId">What was paid for.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="Amount">What was debited.</param>
/// <param name="PeriodStart">The first day paid for.</param>
/// <param name="PaidThrough">The last day paid for.</param>
/// <param name="PaidAt">When, UTC.</param>
/// <param name="BalanceAfter">What was left.</param>
public sealed record Payment(
    string Id,
    string Key,
    string RequestHash,
    string Phone,
    string TariffId,
    int Months,
    Money Amount,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    DateTimeOffset PaidAt,
    Money BalanceAfter);

/// <summary>A request to pay for a subscription from the balance.</summary>
/// <param name="Id">Id that the payment will have.</param>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="RequestHash">Hash of the request.</param>
/// <param name="Tariff">What is paid for, at today's price.</param>
/// <param name="Phone">The connection, E.164.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="Amount">What the caller was shown and agreed to.</param>
/// <param name="PeriodStart">The first day of the period that he was shown; null if he leaves it to the service.</param>
public sealed record PaymentCommand(string Id, string Key, string RequestHash, Tariff Tariff, string Phone, int Months, Money Amount, DateOnly? PeriodStart = null);

/// <summary>All that a payment is decided from.</summary>
/// <param name="Account">The payer's account.</param>
/// <param name="Connection">What is paid already.</param>
/// <param name="Lockout">Wrong passwords so far.</param>
/// <param name="PasswordExpiresAt">The moment from which the password is no longer accepted; null if it stays.</param>
/// <param name="Existing">The payment with this key, if it is known.</param>
public sealed record PaymentState(
    Account Account, Connection Connection, Lockout Lockout, DateTimeOffset? PasswordExpiresAt, Payment? Existing);
