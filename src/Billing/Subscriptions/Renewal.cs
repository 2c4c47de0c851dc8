namespace Billing;

/// <summary>The customer's word, given with the password, that a number is to be paid for month by month.</summary>
/// <param name="Since">When it was given, UTC.</param>
/// <param name="AtMost">
/// What the next month may cost: what the customer was told when it was switched on, or by the last reminder. A month
/// that costs more is not paid for.
/// </param>
public sealed record Renewal(DateTimeOffset Since, Money AtMost);
