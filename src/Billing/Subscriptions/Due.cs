namespace Billing;

/// <summary>
/// What has to be paid next for a client's numbers to go on: those that run out first, or have run out.
/// </summary>
/// <param name="From">The first day that is not paid for; today if one of the numbers is not paid for.</param>
/// <param name="PaidThrough">The day until which <paramref name="Amount"/> pays.</param>
/// <param name="Amount">The sum over the numbers.</param>
/// <param name="Connections">How many numbers it is for; at least one.</param>
public sealed record Due(DateOnly From, DateOnly PaidThrough, Money Amount, int Connections)
{
    /// <summary>What is due next; null if there is no number, or none whose tariff is on sale.</summary>
    /// <param name="subscriptions">The client's numbers.</param>
    /// <param name="tariffOf">The tariff of an id; null if it is not on sale.</param>
    /// <param name="today">The business day, Moscow.</param>
    public static Due? For(
        IEnumerable<Subscription> subscriptions,
        Func<string, Tariff?> tariffOf,
        DateOnly today)
    {
        var first = subscriptions
            .Where(subscription => subscription.RemovedAt is null && tariffOf(subscription.NextTariffId) is not null)
            .GroupBy(subscription => subscription.NextStart(today))
            .MinBy(group => group.Key);
        if (first is null)
        {
            return null;
        }

        var quotes = first
            .Select(subscription => Quote.For(
                tariffOf(subscription.NextTariffId)!,
                subscription,
                MonthsToWholeMonth(first.Key),
                today))
            .ToArray();
        return new(
            first.Key,
            quotes[0].PaidThrough,
            quotes.Aggregate(Money.Zero, (sum, quote) => sum + quote.Amount),
            quotes.Length);
    }

    /// <summary>What the balance lacks.</summary>
    public Money MissingFrom(Money balance) => Amount > balance ? Amount - balance : Money.Zero;

    // Nobody comes to pay for three days: the end that is offered first has a whole month in it.
    private static int MonthsToWholeMonth(DateOnly start) => start.Day == 1 ? 1 : 2;
}
