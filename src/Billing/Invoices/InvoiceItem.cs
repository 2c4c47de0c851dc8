using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What one number costs, as it was quoted when an invoice was issued.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">What is paid for.</param>
/// <param name="TariffName">Its name on that day, Russian.</param>
/// <param name="MonthlyPrice">The price of a whole calendar month on that day.</param>
/// <param name="Months">Calendar months, the first of which may be a part of one.</param>
/// <param name="PeriodStart">The first day paid for.</param>
/// <param name="PaidThrough">The last day paid for.</param>
public sealed record InvoiceItem(
    string Phone,
    string TariffId,
    string TariffName,
    Money MonthlyPrice,
    int Months,
    DateOnly PeriodStart,
    DateOnly PaidThrough)
{
    private const string Month = "мес.";
    private const string Service = "усл.";

    /// <summary>The discount, which the lines have taken off; null if there is none.</summary>
    public int? Percent { get; init; }

    /// <summary>
    /// A line for the rest of the first month, if it is not whole, and one for the whole months, if there are any.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<InvoiceLine> Lines
    {
        get
        {
            var first = QuoteLine.RestOfMonth(PeriodStart, MonthlyPrice, Percent ?? 0);
            if (first.Days == first.DaysInMonth)
            {
                return [WholeMonths(PeriodStart, Months)];
            }

            var part = new InvoiceLine(NameOf(first.From, first.To), 1, Service, first.Amount);
            return Months == 1 ? [part] : [part, WholeMonths(first.To.AddDays(1), Months - 1)];
        }
    }

    /// <summary>The sum of the lines: what the quote said.</summary>
    [JsonIgnore]
    public Money Amount => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    /// <summary>The item that a quote describes.</summary>
    public static InvoiceItem FromQuote(Quote quote)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new(
            quote.Phone,
            quote.Tariff.Id,
            quote.Tariff.Name,
            quote.Tariff.MonthlyPrice,
            quote.Months,
            quote.PeriodStart,
            quote.PaidThrough)
        {
            Percent = quote.Percent == 0 ? null : quote.Percent,
        };
    }

    private InvoiceLine WholeMonths(DateOnly from, int months) =>
        new(NameOf(from, PaidThrough), months, Month, QuoteLine.RestOfMonth(from, MonthlyPrice, Percent ?? 0).Amount);

    private string NameOf(DateOnly from, DateOnly to) =>
        $"Подписка на связь {RussianText.Phone(Phone)}, тариф «{TariffName}», "
        + $"{RussianText.ShortDay(from)}–{RussianText.ShortDay(to)}"
        + (Percent is { } percent ? $", скидка {percent} %" : "");
}
