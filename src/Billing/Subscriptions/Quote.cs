namespace Billing;

/// <summary>
/// What some months of a tariff cost if paid today; the one calculation behind preview, debit and reminder.
/// </summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">What is paid for.</param>
/// <param name="Months">Calendar months, the first of which may be a part of one.</param>
/// <param name="Percent">The discount for so many months; 0 if there is none.</param>
/// <param name="Lines">One for each calendar month, without gaps.</param>
public sealed record Quote(string Phone, Tariff Tariff, int Months, int Percent, IReadOnlyList<QuoteLine> Lines)
{
    /// <summary>The most months that one payment is for.</summary>
    public const int MaxMonths = 12;

    /// <summary>The sum of the lines.</summary>
    public Money Amount => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    /// <summary>The same without discount.</summary>
    public Money Gross => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Gross);

    /// <summary>The first day paid for.</summary>
    public DateOnly PeriodStart => Lines[0].From;

    /// <summary>The last day paid for.</summary>
    public DateOnly PaidThrough => Lines[^1].To;

    /// <summary>
    /// The rest of the month in which the subscription starts, and the whole months after it. It starts today, or the
    /// day after what is paid already.
    /// </summary>
    /// <param name="tariff">The price.</param>
    /// <param name="subscription">What is paid already.</param>
    /// <param name="months">1–<see cref="MaxMonths"/>.</param>
    /// <param name="today">The business day, Moscow.</param>
    /// <exception cref="ArgumentOutOfRangeException">Months out of range, or a negative price.</exception>
    public static Quote For(Tariff tariff, Subscription subscription, int months, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        return For(tariff, subscription, months, TermDiscount.PercentFor(tariff.Discounts, months), today);
    }

    /// <summary>The same with a discount that was promised.</summary>
    public static Quote For(Tariff tariff, Subscription subscription, int months, int percent, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, MaxMonths);
        ArgumentOutOfRangeException.ThrowIfLessThan(tariff.MonthlyPrice, Money.Zero, nameof(tariff));

        var start = subscription.NextStart(today);
        // Months are counted from the first of the month, so that no date is ever clamped (31 → 28 → 28).
        var firstOfMonth = new DateOnly(start.Year, start.Month, 1);
        var lines = Enumerable.Range(0, months)
            .Select(month => month == 0 ? start : firstOfMonth.AddMonths(month))
            .Select(from => QuoteLine.RestOfMonth(from, tariff.MonthlyPrice, percent))
            .ToArray();
        return new(subscription.Phone, tariff, months, percent, lines);
    }
}
