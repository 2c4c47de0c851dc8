using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>What N months cost if paid today.</summary>
public sealed record QuoteBody(
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    IReadOnlyList<QuoteLineBody> Lines,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    DateTimeOffset ValidUntil)
{
    /// <summary>The discount for so many months; left out if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiscountBody? Discount { get; init; }

    /// <summary>The quote.</summary>
    public static QuoteBody From(Quote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new(
            quote.Phone,
            quote.Tariff.Id,
            quote.Months,
            MoneyBody.From(quote.Amount),
            [.. quote.Lines.Select(QuoteLineBody.FromLine)],
            quote.PeriodStart,
            quote.PaidThrough,
            validUntil)
        {
            Discount = DiscountBody.From([quote]),
        };
    }
}

/// <summary>What is cheaper because many months are paid at once.</summary>
/// <param name="Percent">Of the price.</param>
/// <param name="Gross">The price without it.</param>
/// <param name="Amount">How much it is, line by line of each quote.</param>
public sealed record DiscountBody(int Percent, MoneyBody Gross, MoneyBody Amount)
{
    /// <summary>That of some quotes, at the highest percent of them; null if none has any.</summary>
    public static DiscountBody? From(IReadOnlyList<Quote> quotes)
    {
        ArgumentNullException.ThrowIfNull(quotes);
        var percent = quotes.Max(quote => quote.Percent);
        var (gross, amount) = quotes.Aggregate(
            (Gross: Money.Zero, Amount: Money.Zero),
            (sum, quote) => (sum.Gross + quote.Gross, sum.Amount + quote.Amount));
        return percent == 0 ? null : new(percent, MoneyBody.From(gross), MoneyBody.From(gross - amount));
    }
}

/// <summary>One calendar month of a quote.</summary>
public sealed record QuoteLineBody(DateOnly From, DateOnly To, int Days, int DaysInMonth, MoneyBody Amount)
{
    internal static QuoteLineBody FromLine(QuoteLine line) =>
        new(line.From, line.To, line.Days, line.DaysInMonth, MoneyBody.From(line.Amount));
}

/// <summary>The ends of month until which numbers can be paid for today, earliest first.</summary>
public sealed record TermsBody(IReadOnlyList<TermBody> Terms, DateTimeOffset ValidUntil);

/// <summary>One of them.</summary>
public sealed record TermBody(DateOnly PaidThrough, MoneyBody Amount, IReadOnlyList<TermItemBody> Items)
{
    /// <summary>The discount; left out if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiscountBody? Discount { get; init; }

    internal static TermBody From(Term term) => new(
        term.PaidThrough,
        MoneyBody.From(term.Amount),
        [.. term.Quotes.Select(TermItemBody.From)])
    {
        Discount = DiscountBody.From(term.Quotes),
    };
}

/// <summary>What one number adds to it: as a payment takes it.</summary>
public sealed record TermItemBody(
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    DateOnly PeriodStart)
{
    /// <summary>The first month, if the payment is for a part of it; left out if it is a whole one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuoteLineBody? PartOfMonth { get; init; }

    internal static TermItemBody From(Quote quote) => new(
        quote.Phone,
        quote.Tariff.Id,
        quote.Months,
        MoneyBody.From(quote.Amount),
        quote.PeriodStart)
    {
        PartOfMonth = quote.Lines[0] is { } first && first.Days < first.DaysInMonth
            ? QuoteLineBody.FromLine(first)
            : null,
    };
}

/// <summary>
/// A payment; its id is the number of its entry. Number, tariff, months and period stand beside the items too if there
/// is one alone; else they are left out.
/// </summary>
public sealed record PaymentBody(
    string PaymentId,
    MoneyBody Amount,
    DateTimeOffset PaidAt,
    MoneyBody BalanceAfter,
    IReadOnlyList<PaymentItemBody> Items)
{
    /// <summary>E.164.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Phone => Only?.Phone;

    /// <summary>What was paid for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tariff => Only?.Tariff;

    /// <summary>Calendar months.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Months => Only?.Months;

    /// <summary>The first day paid for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? PeriodStart => Only?.PeriodStart;

    /// <summary>The last day paid for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? PaidThrough => Only?.PaidThrough;

    /// <summary>What the payment made of the subscription; left out in lists, and with several items.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectionBody? Subscription { get; init; }

    private PaymentItemBody? Only => Items is [var one] ? one : null;

    /// <summary>The payment.</summary>
    public static PaymentBody From(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(
            PageRequest.KeyOf(entry),
            MoneyBody.From(-entry.Amount),
            entry.At,
            MoneyBody.From(entry.BalanceAfter),
            [.. entry.PaidItems.Select(PaymentItemBody.From)]);
    }
}

/// <summary>One number's part of a payment.</summary>
public sealed record PaymentItemBody(
    string Phone,
    string Tariff,
    int Months,
    MoneyBody Amount,
    DateOnly PeriodStart,
    DateOnly PaidThrough)
{
    internal static PaymentItemBody From(PaidItem item) => new(
        item.Phone,
        item.TariffId,
        item.Months,
        MoneyBody.From(item.Amount),
        item.PeriodStart,
        item.PaidThrough);
}

/// <summary>Payments, newest first.</summary>
public sealed record PaymentsBody(IReadOnlyList<PaymentBody> Payments, string? Next);
