using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>What a change of the tariff costs: as a preview, or as it was booked.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Tariff">The new tariff.</param>
/// <param name="From">Its first day: that of the change.</param>
/// <param name="PaidThrough">The last paid day; it stays.</param>
/// <param name="Credit">What the days from then on had been charged.</param>
/// <param name="Charge">What they are charged with the new tariff.</param>
/// <param name="Direction">Whether the difference is a <c>debit</c> from the balance or a <c>refund</c> to it.</param>
/// <param name="Amount">The difference.</param>
public sealed record TariffChangeBody(
    string Phone,
    string Tariff,
    DateOnly From,
    DateOnly PaidThrough,
    MoneyBody Credit,
    MoneyBody Charge,
    string Direction,
    MoneyBody Amount)
{
    internal const string Debit = "debit";
    internal const string Refund = "refund";

    /// <summary>Until when a preview holds; left out once the change is booked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How it was booked; left out of a preview.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BookedBody? Booked { get; init; }

    /// <summary>The preview.</summary>
    public static TariffChangeBody FromQuote(TariffChangeQuote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return Of(quote.Phone, quote.Tariff.Id, quote.From, quote.PaidThrough, quote.Credit, quote.Charge) with
        {
            ValidUntil = validUntil,
        };
    }

    /// <summary>The change, from its entry.</summary>
    public static TariffChangeBody FromEntry(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var change = (TariffChangeDetails)entry.Details;
        return Of(
            change.Phone,
            change.TariffId,
            change.From,
            change.PaidThrough,
            change.Credit,
            change.Charge) with
        {
            Booked = BookedBody.FromEntry(entry),
        };
    }

    private static TariffChangeBody Of(
        string phone,
        string tariff,
        DateOnly from,
        DateOnly paidThrough,
        Money credit,
        Money charge) => new(
            phone,
            tariff,
            from,
            paidThrough,
            MoneyBody.From(credit),
            MoneyBody.From(charge),
            charge < credit ? Refund : Debit,
            MoneyBody.From(charge < credit ? credit - charge : charge - credit));
}

/// <summary>What the removal of a number gives back to the balance: as a preview, or as it was booked.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="PaidThrough">The last day that stays paid for.</param>
/// <param name="Amount">What is given back.</param>
public sealed record RemovalBody(string Phone, DateOnly PaidThrough, MoneyBody Amount)
{
    /// <summary>Until when a preview holds; left out once the removal is booked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How it was booked; left out of a preview.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BookedBody? Booked { get; init; }

    /// <summary>The preview.</summary>
    public static RemovalBody FromQuote(RemovalQuote quote, DateTimeOffset validUntil)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new(quote.Phone, quote.PaidThrough, MoneyBody.From(quote.Amount)) { ValidUntil = validUntil };
    }

    /// <summary>The removal, from its entry.</summary>
    public static RemovalBody FromEntry(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var removal = (RemovalDetails)entry.Details;
        return new(removal.Phone, removal.PaidThrough, MoneyBody.From(entry.Amount))
        {
            Booked = BookedBody.FromEntry(entry),
        };
    }
}

/// <summary>An entry that a request made.</summary>
/// <param name="Entry">Its number.</param>
/// <param name="At">When.</param>
/// <param name="BalanceAfter">The balance after it.</param>
public sealed record BookedBody(long Entry, DateTimeOffset At, MoneyBody BalanceAfter)
{
    internal static BookedBody FromEntry(Entry entry) =>
        new(entry.Number, entry.At, MoneyBody.From(entry.BalanceAfter));
}
