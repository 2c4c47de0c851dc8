namespace Billing;

/// <summary>A discount for who pays for many months at once.</summary>
/// <param name="FromMonths">The fewest calendar months of a payment, the first of which may be a part of one.</param>
/// <param name="Percent">1–99.</param>
public sealed record TermDiscount(int FromMonths, int Percent)
{
    /// <summary>The discount of a term, in percent: the highest that it reaches, 0 if none.</summary>
    public static int PercentFor(IEnumerable<TermDiscount> discounts, int months) => discounts
        .Where(discount => discount.FromMonths <= months)
        .Select(discount => discount.Percent)
        .DefaultIfEmpty()
        .Max();
}
