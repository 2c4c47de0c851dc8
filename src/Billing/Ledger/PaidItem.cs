namespace Billing;

/// <summary>One number's part of a payment.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">What was paid for.</param>
/// <param name="TariffName">Its name on that day, Russian.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="PeriodStart">The first day paid for.</param>
/// <param name="PaidThrough">The last day paid for.</param>
/// <param name="Amount">What it cost: more than nothing.</param>
public sealed record PaidItem(
    string Phone,
    string TariffId,
    string TariffName,
    int Months,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    Money Amount)
{
    internal static PaidItem FromQuote(Quote quote) => new(
        quote.Phone,
        quote.Tariff.Id,
        quote.Tariff.Name,
        quote.Months,
        quote.PeriodStart,
        quote.PaidThrough,
        quote.Amount);
}
