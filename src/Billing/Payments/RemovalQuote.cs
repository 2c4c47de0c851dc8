namespace Billing;

/// <summary>
/// What is given back to the balance if a number is taken off the list today; the one calculation behind preview and
/// booking.
/// </summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">The tariff of the last day that stays paid for.</param>
/// <param name="PaidThrough">That day: the last of this month.</param>
/// <param name="Amount">The whole months after it, at least nothing.</param>
/// <param name="Percent">The discount of the months that are kept.</param>
/// <param name="Charges">The entries that charged the months which are given back, newest first.</param>
public sealed record RemovalQuote(
    string Phone,
    string TariffId,
    DateOnly PaidThrough,
    Money Amount,
    int Percent,
    IReadOnlyList<long> Charges)
{
    /// <summary>
    /// What was charged, less what the months that are kept cost at the discount of a term of that length. Nothing is
    /// given back of what nobody knows the terms of: that number stays paid for until its last day.
    /// </summary>
    /// <param name="subscription">A number that is paid for.</param>
    /// <param name="discounts">For long terms, as they are today.</param>
    /// <param name="today">The business day, Moscow.</param>
    public static RemovalQuote For(
        Subscription subscription,
        IReadOnlyList<TermDiscount> discounts,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var end = QuoteLine.RestOfMonth(today, Money.Zero).To;
        var terms = subscription.TermsFrom(today);
        if (terms is [] || subscription.PaidThrough is not { } last || last <= end)
        {
            var percent = terms is [var only, ..] ? only.Percent : 0;
            return new(
                subscription.Phone,
                subscription.PaidTariffId!,
                subscription.PaidThrough!.Value,
                Money.Zero,
                percent,
                []);
        }

        var current = terms[0];
        var kept = Math.Min(current.Percent, TermDiscount.PercentFor(discounts, current.MonthsThrough(end)));
        var charged = terms.Aggregate(
            Money.Zero,
            (sum, term) => sum + term.ChargeThrough(term.Through, term.Percent));
        var rest = charged - current.ChargeThrough(end, kept);
        var tariff = subscription.PeriodsFrom(today).First(period => period.PaidThrough >= end).TariffId;
        return rest > Money.Zero
            ? new(subscription.Phone, tariff, end, rest, kept, PaidTerm.ChargesOf(terms))
            : new(subscription.Phone, tariff, end, Money.Zero, current.Percent, []);
    }
}
