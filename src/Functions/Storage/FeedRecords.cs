using System.Text.Json.Serialization;

namespace Functions.Storage;

/// <summary>What others are told. The codes are stored, and stand in payloads.</summary>
public enum FeedEventType
{
    /// <summary>Subscriptions were paid.</summary>
    [JsonStringEnumMemberName("subscription-paid")]
    SubscriptionPaid,

    /// <summary>Subscriptions ended.</summary>
    [JsonStringEnumMemberName("subscription-ended")]
    SubscriptionEnded,

    /// <summary>A tariff was chosen, a label given, or a number taken off the list.</summary>
    [JsonStringEnumMemberName("subscription-changed")]
    SubscriptionChanged,

    /// <summary>Money came in.</summary>
    [JsonStringEnumMemberName("money-arrived")]
    MoneyArrived,

    /// <summary>An invoice was issued.</summary>
    [JsonStringEnumMemberName("invoice-issued")]
    InvoiceIssued,

    /// <summary>The cabinet was made, data changed, or the balance was put right.</summary>
    [JsonStringEnumMemberName("client-changed")]
    ClientChanged,
}

/// <summary>An event as others are told it.</summary>
/// <param name="Number">Its number in its partition of the feed: 1, 2, 3 … without gaps.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Type">What happened.</param>
/// <param name="ClientId">To whom.</param>
/// <param name="WidgetAccount">The client's widget account.</param>
/// <param name="AccountNumber">The client's personal account.</param>
/// <param name="Sequence">Its number among the client's events.</param>
/// <param name="Payload">
/// The JSON that others get, gzip: a column holds 64 KiB, and a client has up to 500 numbers.
/// </param>
public sealed record FeedEvent(
    long Number,
    DateTimeOffset At,
    FeedEventType Type,
    string ClientId,
    string WidgetAccount,
    string AccountNumber,
    long Sequence,
    byte[] Payload);

/// <summary>Where a partition of the feed ends.</summary>
/// <param name="Number">The number of its last event.</param>
public sealed record FeedEnd(long Number);

/// <summary>An event is in the feed.</summary>
/// <param name="Number">Its number there.</param>
public sealed record ToldEvent(long Number);
