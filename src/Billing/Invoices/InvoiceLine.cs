namespace Billing;

/// <summary>A line of an invoice's table.</summary>
/// <param name="Name">What is paid for, Russian.</param>
/// <param name="Quantity">How much of it; whole.</param>
/// <param name="Unit">Of what: «мес.» or «усл.».</param>
/// <param name="Price">The price of one, НДС included.</param>
public sealed record InvoiceLine(string Name, int Quantity, string Unit, Money Price)
{
    /// <summary>The price of all.</summary>
    public Money Amount => new(checked(Price.Kopecks * Quantity));
}
