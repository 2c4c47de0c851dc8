namespace Billing;

/// <summary>A debit for some numbers: the one way in which they are paid for, whoever asks for it.</summary>
/// <param name="Account">The account after it.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Subscriptions">The numbers after it.</param>
public sealed record Charge(Account Account, Entry Entry, IReadOnlyList<Subscription> Subscriptions)
{
    /// <summary>Books it.</summary>
    /// <param name="account">The account, whose balance suffices.</param>
    /// <param name="numbers">
    /// Each number with what it is to be paid for; 1–<see cref="PaymentCommand.MaxItems"/>.
    /// </param>
    /// <param name="eventId">The event that it is booked with.</param>
    /// <param name="cause">Why the customer is not there; null if the customer is.</param>
    /// <param name="now">The moment of payment.</param>
    public static Charge Book(
        Account account,
        IReadOnlyList<(Subscription Subscription, Quote Quote)> numbers,
        string eventId,
        PaymentCause? cause,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(numbers);
        PaidItem[] items = [.. numbers.Select(number => PaidItem.FromQuote(number.Quote))];
        var amount = items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount);
        EntryDetails details = items is [var one]
            ? new PaymentDetails(
                one.Phone,
                one.TariffId,
                one.TariffName,
                one.Months,
                one.PeriodStart,
                one.PaidThrough)
            {
                Price = one.Price,
                Cause = cause,
            }
            : new GroupPaymentDetails(items) { Cause = cause };
        var (after, entry) = account.Append(-amount, eventId, details, now);
        var today = BusinessDay.FromInstant(now);
        return new(
            after,
            entry,
            [.. numbers.Select(number => number.Subscription.Pay(number.Quote, entry.Number, today))]);
    }
}
