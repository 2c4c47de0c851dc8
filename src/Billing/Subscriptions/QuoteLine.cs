namespace Billing;

/// <summary>What one calendar month of a subscription costs.</summary>
/// <param name="From">The first day paid for.</param>
/// <param name="To">The last day paid for: the last of the month.</param>
/// <param name="Days">Days paid for, both ends counted.</param>
/// <param name="DaysInMonth">Days that the whole month has.</param>
/// <param name="Gross">The price of these days without discount.</param>
/// <param name="Amount">The price of these days.</param>
public sealed record QuoteLine(DateOnly From, DateOnly To, int Days, int DaysInMonth, Money Gross, Money Amount)
{
    /// <summary>
    /// The days from <paramref name="from"/> to the end of its month, at their share of the monthly price.
    /// </summary>
    /// <param name="from">The first day.</param>
    /// <param name="monthlyPrice">The price of a whole month.</param>
    /// <param name="percent">The discount.</param>
    public static QuoteLine RestOfMonth(DateOnly from, Money monthlyPrice, int percent = 0)
    {
        var daysInMonth = DateTime.DaysInMonth(from.Year, from.Month);
        var days = daysInMonth - from.Day + 1;
        return new(
            from,
            from.AddDays(days - 1),
            days,
            daysInMonth,
            ShareOf(monthlyPrice, days, daysInMonth, percent: 0),
            ShareOf(monthlyPrice, days, daysInMonth, percent));
    }

    // One rounding, to the kopeck, half away from zero, on the product: price · days · (100 − percent) / (100 · month).
    private static Money ShareOf(Money monthlyPrice, int days, int daysInMonth, int percent)
    {
        var (product, divisor) = (checked(monthlyPrice.Kopecks * days * (100 - percent)), 100 * daysInMonth);
        return new(checked(((2 * product) + divisor) / (2 * divisor)));
    }
}
