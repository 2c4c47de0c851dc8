using Functions.Storage;

namespace Functions.Http;

/// <summary>Codes of events, webhooks and failures in answers and payloads. They are those that are stored.</summary>
internal static class EventCodes
{
    public static string Code(this FeedEventType type) => type switch
    {
        FeedEventType.SubscriptionPaid => "subscription-paid",
        FeedEventType.SubscriptionEnded => "subscription-ended",
        FeedEventType.SubscriptionChanged => "subscription-changed",
        FeedEventType.MoneyArrived => "money-arrived",
        FeedEventType.InvoiceIssued => "invoice-issued",
        FeedEventType.ClientChanged => "client-changed",
    };

    public static string Code(this DeliveryStatus status) => status switch
    {
        DeliveryStatus.Trying => "trying",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Failed => "failed",
    };

    public static string Code(this DeliveryError error) => error switch
    {
        DeliveryError.Timeout => "timeout",
        DeliveryError.NameNotFound => "name-not-found",
        DeliveryError.AddressRefused => "address-refused",
        DeliveryError.Tls => "tls",
        DeliveryError.Connection => "connection",
    };

    public static string Code(this Finding finding) => finding switch
    {
        Finding.BooksDiffer => "books-differ",
        Finding.LineVanished => "line-vanished",
    };
}
