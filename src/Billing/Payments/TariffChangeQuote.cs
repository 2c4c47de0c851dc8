namespace Billing;

/// <summary>
/// What it costs if a number has another tariff from today on, for all days that are paid for; the one calculation
/// behind preview and debit.
/// </summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">The new tariff.</param>
/// <param name="From">The first day of it: today.</param>
/// <param name="PaidThrough">The last day that is paid for.</param>
/// <param name="Credit">What these days had been charged.</param>
/// <param name="Charge">What they cost now.</param>
/// <param name="Charges">The entries that charged them, newest first.</param>
public sealed record TariffChangeQuote(
    string Phone,
    Tariff Tariff,
    DateOnly From,
    DateOnly PaidThrough,
    Money Credit,
    Money Charge,
    IReadOnlyList<long> Charges)
{
    /// <summary>What is debited; below zero what is given back to the balance.</summary>
    public Money Amount => Charge - Credit;

    /// <summary>
    /// The days from today on at the terms on which they were paid for, and at the new price with the same discount.
    /// No month costs more than its days would at the dearest of its tariffs.
    /// </summary>
    /// <returns>Null if today is not paid for, or if it is not known on what terms.</returns>
    public static TariffChangeQuote? For(Subscription subscription, Tariff tariff, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(tariff);
        var terms = subscription.TermsFrom(today);
        if (terms is [])
        {
            return null;
        }

        var next = new TermTariff(today, tariff.Id, tariff.MonthlyPrice, Entry: 0);
        var credit = Sum(terms, term => term.CreditFrom(today));
        var debit = Sum(terms, term => ChargeOf(term.Change(next)) - ChargeOf(term));
        return new(
            subscription.Phone,
            tariff,
            today,
            subscription.PaidThrough!.Value,
            credit,
            credit + debit,
            PaidTerm.ChargesOf(terms));
    }

    private static Money ChargeOf(PaidTerm term) => term.ChargeThrough(term.Through, term.Percent);

    private static Money Sum(IReadOnlyList<PaidTerm> terms, Func<PaidTerm, Money> value) =>
        terms.Aggregate(Money.Zero, (sum, term) => sum + value(term));
}
