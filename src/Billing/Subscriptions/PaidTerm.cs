namespace Billing;

/// <summary>A tariff within a term, from a day on until the next one.</summary>
/// <param name="From">Its first day.</param>
/// <param name="TariffId">The tariff.</param>
/// <param name="MonthlyPrice">What a whole month of it cost when it was paid for.</param>
/// <param name="Entry">The entry of the payment, or of the change.</param>
public sealed record TermTariff(DateOnly From, string TariffId, Money MonthlyPrice, long Entry);

/// <summary>
/// The months of one payment, and on what terms they were paid for: a change of the tariff and the removal of the
/// number are reckoned from these, whatever has become of prices and discounts since.
/// </summary>
/// <param name="From">The first day paid for.</param>
/// <param name="Through">The last day paid for, the last of a month.</param>
/// <param name="Percent">The discount.</param>
/// <param name="Tariffs">The tariff that was paid for, and each that it was changed to, in that order.</param>
public sealed record PaidTerm(DateOnly From, DateOnly Through, int Percent, IReadOnlyList<TermTariff> Tariffs)
{
    /// <summary>Calendar months to the end of that of a day, the first of which may be a part of one.</summary>
    public int MonthsThrough(DateOnly day) => ((day.Year - From.Year) * 12) + day.Month - From.Month + 1;

    /// <summary>What its days through the end of a month cost in all, changes of the tariff included.</summary>
    /// <param name="end">The last of a month of the term.</param>
    /// <param name="percent">The discount.</param>
    public Money ChargeThrough(DateOnly end, int percent) => Enumerable.Range(0, MonthsThrough(end))
        .Select(month => ChargeOfMonth(From.AddMonths(month), percent))
        .Aggregate(Money.Zero, (sum, charge) => sum + charge);

    /// <summary>The price of the days from a day on that has been charged so far.</summary>
    public Money CreditFrom(DateOnly day)
    {
        var start = Later(day, From);
        var current = Tariffs[^1];
        return Enumerable.Range(0, MonthsThrough(Through) - MonthsThrough(start) + 1)
            .Select(month => month == 0 ? start : new DateOnly(start.Year, start.Month, 1).AddMonths(month))
            .Select(from => Smaller(ShareFrom(from, current.MonthlyPrice, Percent), ChargeOfMonth(from, Percent)))
            .Aggregate(Money.Zero, (sum, share) => sum + share);
    }

    /// <summary>The term with another tariff from a day on.</summary>
    public PaidTerm Change(TermTariff tariff)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        return this with { Tariffs = [.. Tariffs, tariff with { From = Later(tariff.From, From) }] };
    }

    /// <summary>The term without the months that a removal gives back.</summary>
    public PaidTerm EndBy(RemovalDetails removal)
    {
        ArgumentNullException.ThrowIfNull(removal);
        return Through <= removal.PaidThrough
            ? this
            : this with { Through = removal.PaidThrough, Percent = removal.Percent };
    }

    /// <summary>The entries that charged terms, newest first.</summary>
    public static IReadOnlyList<long> ChargesOf(IEnumerable<PaidTerm> terms) =>
        [.. terms.SelectMany(term => term.Tariffs).Select(tariff => tariff.Entry).Distinct().OrderDescending()];

    /// <summary>Whether the same was paid for on the same terms.</summary>
    public bool Equals(PaidTerm? other) =>
        other is not null
        && (From, Through, Percent) == (other.From, other.Through, other.Percent)
        && Tariffs.SequenceEqual(other.Tariffs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, Through, Percent);

    /// <summary>
    /// What the term's days of a month cost: its first tariff at first; each later one gives back the price of the days
    /// that are left, and takes its own, so that the month never costs more than at the dearest of its tariffs.
    /// </summary>
    private Money ChargeOfMonth(DateOnly month, int percent)
    {
        var first = Later(From, new DateOnly(month.Year, month.Month, 1));
        var end = QuoteLine.RestOfMonth(first, Money.Zero).To;
        var before = Tariffs.Last(tariff => tariff.From <= first);
        var (current, dearest) = (before.MonthlyPrice, before.MonthlyPrice);
        var charge = ShareFrom(first, current, percent);
        foreach (var next in Tariffs.Where(tariff => tariff.From > first && tariff.From <= end))
        {
            dearest = next.MonthlyPrice > dearest ? next.MonthlyPrice : dearest;
            var kept = charge - Smaller(ShareFrom(next.From, current, percent), charge);
            var most = ShareFrom(first, dearest, percent) - kept;
            charge = kept + Smaller(ShareFrom(next.From, next.MonthlyPrice, percent), most);
            current = next.MonthlyPrice;
        }

        return charge;
    }

    private static Money ShareFrom(DateOnly day, Money monthlyPrice, int percent) =>
        QuoteLine.RestOfMonth(day, monthlyPrice, percent).Amount;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static Money Smaller(Money one, Money other) => one < other ? one : other;
}
