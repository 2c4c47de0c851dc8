using System.Text.Json;
using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>An event as others are told it, in the feed and in webhooks.</summary>
/// <param name="Id">Its id, the same wherever and however often it is told.</param>
/// <param name="Type">A code: what happened.</param>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="Data">The client as it was when this was written, and what the event is about.</param>
public sealed record EventBody(string Id, string Type, DateTimeOffset Timestamp, EventDataBody Data)
{
    /// <summary>The id of a client's event.</summary>
    public static string IdOf(string clientId, long sequence) => $"evt-{clientId}-{sequence}";
}

/// <summary>
/// A whole snapshot: whoever keeps the one with the highest <see cref="StateOf"/> of each client needs no other, in
/// whatever order they come.
/// </summary>
/// <param name="Account">The client's widget account.</param>
/// <param name="ClientId">The client.</param>
/// <param name="AccountNumber">Its personal account.</param>
/// <param name="Sequence">The event's number among the client's.</param>
/// <param name="StateOf">The client's last event that the snapshot knows of.</param>
/// <param name="Balance">The balance.</param>
/// <param name="Connections">Every number on the list.</param>
public sealed record EventDataBody(
    string Account,
    string ClientId,
    string AccountNumber,
    long Sequence,
    long StateOf,
    MoneyBody Balance,
    IReadOnlyList<EventConnectionBody> Connections)
{
    /// <summary>The entry that was booked with it; left out if none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventEntryBody? Entry { get; init; }

    /// <summary>The invoice that was issued; left out if none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventInvoiceBody? Invoice { get; init; }
}

/// <summary>A number in a snapshot.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Status">A code.</param>
/// <param name="PaidThrough">The last paid day; null while nothing was ever paid.</param>
/// <param name="PaidPeriods">What is paid for from that day on, in order.</param>
/// <param name="NextTariff">The tariff that the next payment is for.</param>
public sealed record EventConnectionBody(
    string Phone,
    string Status,
    DateOnly? PaidThrough,
    IReadOnlyList<PaidPeriodBody> PaidPeriods,
    string NextTariff)
{
    /// <summary>What the customer calls it; left out if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    /// <summary>The subscription as of a business day.</summary>
    public static EventConnectionBody From(Subscription subscription, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        var periods = subscription.PeriodsFrom(today);
        return new(
            subscription.Phone,
            subscription.ExpireBy(today).Status.Code(),
            subscription.PaidThrough,
            [.. periods.Select(period => new PaidPeriodBody(period.TariffId, period.PaidThrough))],
            subscription.NextTariffId)
        {
            Label = subscription.Label,
        };
    }
}

/// <summary>An entry that an event is about.</summary>
/// <param name="Number">Its number in the ledger.</param>
/// <param name="Kind">A code.</param>
/// <param name="Amount">The change; positive is money in.</param>
/// <param name="BalanceAfter">The balance with it counted.</param>
/// <param name="Items">What was paid for, number by number; empty if it is no payment.</param>
public sealed record EventEntryBody(
    long Number,
    string Kind,
    MoneyBody Amount,
    MoneyBody BalanceAfter,
    IReadOnlyList<EventItemBody> Items)
{
    /// <summary>The entry.</summary>
    public static EventEntryBody From(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var items = entry.PaidItems.Select(item => new EventItemBody(
            item.Phone,
            item.TariffId,
            item.Months,
            item.PeriodStart,
            item.PaidThrough,
            MoneyBody.From(item.Amount)));
        return new(
            entry.Number,
            entry.Kind.Code(),
            MoneyBody.From(entry.Amount),
            MoneyBody.From(entry.BalanceAfter),
            [.. items]);
    }
}

/// <summary>One number's part of a payment.</summary>
public sealed record EventItemBody(
    string Phone,
    string Tariff,
    int Months,
    DateOnly PeriodStart,
    DateOnly PaidThrough,
    MoneyBody Amount);

/// <summary>An invoice that was issued.</summary>
public sealed record EventInvoiceBody(string Number, MoneyBody Amount);

/// <summary>A part of the feed.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="Next">Where the next part begins: the number of the last event that was seen.</param>
public sealed record FeedBody(IReadOnlyList<FeedEventBody> Events, long Next);

/// <summary>An event in the feed.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Event">The same bytes that a webhook has.</param>
public sealed record FeedEventBody(long Number, RawJson Event);

/// <summary>JSON that is written as it is.</summary>
/// <param name="Utf8">Its bytes.</param>
[JsonConverter(typeof(RawJsonConverter))]
public sealed record RawJson(ReadOnlyMemory<byte> Utf8);

/// <summary>Writes <see cref="RawJson"/>; nobody sends it.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
