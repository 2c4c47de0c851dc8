namespace Billing;

/// <summary>What a number can be subscribed to.</summary>
/// <param name="Id">Its name in code and configuration.</param>
/// <param name="Name">Its name for people, Russian.</param>
/// <param name="MonthlyPrice">The price of a whole calendar month.</param>
public sealed record Tariff(string Id, string Name, Money MonthlyPrice)
{
    /// <summary>Discounts for long terms; none by default.</summary>
    public IReadOnlyList<TermDiscount> Discounts { get; init; } = [];
}
