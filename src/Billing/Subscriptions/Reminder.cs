namespace Billing;

/// <summary>
/// What a client is told some days before numbers end: what is renewed by itself, what has to be paid, and which
/// numbers need another tariff first.
/// </summary>
/// <param name="Renewed">Numbers that the balance renews, with what the next month costs.</param>
/// <param name="ToPay">What the next month costs of each other number whose tariff is on sale.</param>
/// <param name="Withdrawn">Numbers whose tariff is no longer on sale.</param>
/// <param name="GoesOn">
/// Whether all of <paramref name="ToPay"/> are renewed by themselves once the money is there.
/// </param>
public sealed record Reminder(
    IReadOnlyList<Quote> Renewed,
    IReadOnlyList<Quote> ToPay,
    IReadOnlyList<string> Withdrawn,
    bool GoesOn)
{
    /// <summary>Whether there is nothing to tell.</summary>
    public bool IsEmpty => this is { Renewed: [], ToPay: [], Withdrawn: [] };

    /// <summary>What <see cref="Renewed"/> costs: the balance is kept for it.</summary>
    public Money Reserved => SumOf(Renewed);

    /// <summary>What <see cref="ToPay"/> costs.</summary>
    public Money Amount => SumOf(ToPay);

    /// <summary>What is told of the numbers that end on a day.</summary>
    /// <param name="account">The account.</param>
    /// <param name="ending">The numbers; who took one off the list knows that it ends, and is told nothing.</param>
    /// <param name="tariffOf">The tariff of an id as it is sold; null if it is not.</param>
    /// <param name="day">Their last paid day.</param>
    public static Reminder For(
        Account account,
        IEnumerable<Subscription> ending,
        Func<string, Tariff?> tariffOf,
        DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(tariffOf);
        var kept = ending.Where(subscription => subscription.RemovedAt is null);
        var plan = RenewalPlan.For(account, kept, tariffOf, day);
        var onSale = plan.Others.ToLookup(subscription => tariffOf(subscription.NextTariffId) is not null);
        Quote[] toPay =
        [
            .. plan.Unpaid.Select(number => number.Quote),
            .. plan.Dearer.Select(number => number.Quote),
            .. onSale[true].Select(subscription =>
                Quote.For(tariffOf(subscription.NextTariffId)!, subscription, months: 1, day)),
        ];
        return new(
            [.. plan.Renewed.Select(number => number.Quote)],
            toPay,
            [.. onSale[false].Select(subscription => subscription.Phone)],
            toPay.Length == plan.Unpaid.Count);
    }

    /// <summary>What a balance lacks for all of it; nothing if it suffices.</summary>
    /// <param name="balance">The whole balance.</param>
    public Money MissingFrom(Money balance)
    {
        var missing = Reserved + Amount - balance;
        return ToPay is not [] && missing > Money.Zero ? missing : Money.Zero;
    }

    private static Money SumOf(IEnumerable<Quote> quotes) =>
        quotes.Aggregate(Money.Zero, (sum, quote) => sum + quote.Amount);
}
