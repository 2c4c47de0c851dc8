namespace Billing;

/// <summary>What it costs if paid today to have some numbers paid through the end of a month.</summary>
/// <param name="PaidThrough">That day, the last of a month.</param>
/// <param name="Quotes">
/// One for each number that is not paid through that day already, in the order of the numbers; at least one.
/// </param>
public sealed record Term(DateOnly PaidThrough, IReadOnlyList<Quote> Quotes)
{
    /// <summary>The sum of the quotes.</summary>
    public Money Amount => Quotes.Aggregate(Money.Zero, (sum, quote) => sum + quote.Amount);

    /// <summary>
    /// The ends of month that a payment made today can reach for all of the numbers, earliest first: twelve.
    /// </summary>
    /// <param name="numbers">Each number with the tariff to pay for; at least one.</param>
    /// <param name="today">The business day, Moscow.</param>
    public static IReadOnlyList<Term> For(
        IReadOnlyList<(Subscription Subscription, Tariff Tariff)> numbers,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var starts = numbers.Select(number => MonthOf(number.Subscription.NextStart(today))).ToArray();
        return [.. Enumerable.Range(starts.Min(), Quote.MaxMonths).Select(month => In(month))];

        Term In(int month)
        {
            var quotes = numbers.Zip(starts)
                .Where(each => each.Second <= month)
                .Select(each => Quote.For(
                    each.First.Tariff,
                    each.First.Subscription,
                    month - each.Second + 1,
                    today))
                .ToArray();
            return new(quotes[0].PaidThrough, quotes);
        }
    }

    private static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month;
}
