using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>On what terms something was paid for.</summary>
/// <param name="Monthly">The price of a whole calendar month, without discount.</param>
/// <param name="Percent">The discount; 0 if there was none.</param>
public sealed record PaidPrice(Money Monthly, int Percent)
{
    internal static IReadOnlyList<string> HashedFieldsOf(PaidPrice? price) => price is null
        ? []
        : ["price", price.Monthly.ToString(), price.Percent.ToString(CultureInfo.InvariantCulture)];
}

/// <summary>One number's part of a payment.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">What was paid for.</param>
/// <param name="TariffName">Its name on that day, Russian.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="PeriodStart">The first day paid for.</param>
/// <param name="PaidThrough">The last day paid for.</param>
/// <param name="Amount">What it cost.</param>
public sealed record PaidItem(
    string Phone,
    string TariffId,
    string TariffName,
    int Months,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    Money Amount)
{
    /// <summary>The terms of the payment; null in entries older than this field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaidPrice? Price { get; init; }

    /// <summary>What a quote makes of it.</summary>
    public static PaidItem FromQuote(Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new(
            quote.Phone,
            quote.Tariff.Id,
            quote.Tariff.Name,
            quote.Months,
            quote.PeriodStart,
            quote.PaidThrough,
            quote.Amount)
        {
            Price = new(quote.Tariff.MonthlyPrice, quote.Percent),
        };
    }
}
