namespace Billing;

/// <summary>
/// What becomes of a client's numbers whose last paid day is over: the one decision point for renewal and end. The
/// reminder five days before looks at the same plan, so that nobody is warned whose money is there.
/// </summary>
/// <param name="Renewed">Those that the balance pays for, in the order of the numbers, with what it costs.</param>
/// <param name="Unpaid">Those that are to be renewed, and that the rest of the balance does not suffice for.</param>
/// <param name="Dearer">Those whose month costs more than the customer was told.</param>
/// <param name="Others">Those that are not renewed.</param>
public sealed record RenewalPlan(
    IReadOnlyList<(Subscription Subscription, Quote Quote)> Renewed,
    IReadOnlyList<(Subscription Subscription, Quote Quote)> Unpaid,
    IReadOnlyList<(Subscription Subscription, Quote Quote)> Dearer,
    IReadOnlyList<Subscription> Others)
{
    /// <summary>What the months cost that the balance pays for.</summary>
    public Money Amount => Renewed.Aggregate(Money.Zero, (sum, number) => sum + number.Quote.Amount);

    /// <summary>Plans what happens at the end of a day.</summary>
    /// <param name="account">The account. If its payments are stopped, nothing is renewed.</param>
    /// <param name="ending">The numbers whose last paid day it is.</param>
    /// <param name="tariffOf">The tariff of an id as it is sold; null if it is not.</param>
    /// <param name="day">
    /// The last paid day: the next month starts on the day after it, however late this is done.
    /// </param>
    public static RenewalPlan For(
        Account account,
        IEnumerable<Subscription> ending,
        Func<string, Tariff?> tariffOf,
        DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(ending);
        ArgumentNullException.ThrowIfNull(tariffOf);
        var plan = (
            Renewed: new List<(Subscription, Quote)>(),
            Unpaid: new List<(Subscription, Quote)>(),
            Dearer: new List<(Subscription, Quote)>(),
            Others: new List<Subscription>());
        var left = account.IsFrozen ? Money.Zero : account.Balance;
        foreach (var subscription in ending.OrderBy(each => each.Phone, StringComparer.Ordinal))
        {
            if (subscription is not { Renewal: { } renewal, RemovedAt: null }
                || tariffOf(subscription.NextTariffId) is not { } tariff)
            {
                plan.Others.Add(subscription);
                continue;
            }

            var quote = Quote.For(tariff, subscription, months: 1, day);
            if (quote.Amount > renewal.AtMost)
            {
                plan.Dearer.Add((subscription, quote));
            }
            else if (quote.Amount > left || plan.Renewed.Count == PaymentCommand.MaxItems)
            {
                plan.Unpaid.Add((subscription, quote));
            }
            else
            {
                plan.Renewed.Add((subscription, quote));
                left -= quote.Amount;
            }
        }

        return new(plan.Renewed, plan.Unpaid, plan.Dearer, plan.Others);
    }

    /// <summary>
    /// The event that the numbers are renewed with: a number starts a month once, so that the first of them makes the
    /// id one of a kind.
    /// </summary>
    public string EventId => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"renewal-{Renewed[0].Subscription.Phone.TrimStart('+')}-{Renewed[0].Quote.PeriodStart:yyyy-MM-dd}");
}
