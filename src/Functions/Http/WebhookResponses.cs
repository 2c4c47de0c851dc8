using Functions.Storage;

namespace Functions.Http;

/// <summary>Events on their way to addresses, the newest first.</summary>
public sealed record DeliveriesBody(IReadOnlyList<DeliveryBody> Deliveries, string? Next);

/// <summary>An event on its way to an address.</summary>
/// <param name="Id">Of the delivery.</param>
/// <param name="Number">The event's number in the feed.</param>
/// <param name="EventId">The event's id, which the receiver gets.</param>
/// <param name="Type">A code: what happened.</param>
/// <param name="ClientId">To whom.</param>
/// <param name="Url">Where to, without what stands behind a question mark.</param>
/// <param name="Status">A code: how far it is.</param>
/// <param name="Attempts">The last tries, oldest first.</param>
/// <param name="RetriedBy">The operator who last had it sent again; null if nobody did.</param>
/// <param name="RetriedAt">When that was.</param>
public sealed record DeliveryBody(
    string Id,
    long Number,
    string EventId,
    string Type,
    string ClientId,
    string Url,
    string Status,
    IReadOnlyList<DeliveryAttemptBody> Attempts,
    string? RetriedBy,
    DateTimeOffset? RetriedAt)
{
    /// <summary>The delivery.</summary>
    public static DeliveryBody From(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new(
            DeliveryRows.IdOf(delivery.Event, delivery.AddressId),
            delivery.Event,
            delivery.EventId,
            delivery.Type.Code(),
            delivery.ClientId,
            delivery.Url,
            delivery.Status.Code(),
            [.. delivery.Attempts.Select(DeliveryAttemptBody.From)],
            delivery.RetriedBy,
            delivery.RetriedAt);
    }
}

/// <summary>One try.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="At">When it ended.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Error">A code: why there was none; null if there was one.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record DeliveryAttemptBody(
    long Number,
    DateTimeOffset At,
    int? Status,
    string? Error,
    long Milliseconds)
{
    /// <summary>The try.</summary>
    public static DeliveryAttemptBody From(DeliveryAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return new(attempt.Number, attempt.At, attempt.Status, attempt.Error?.Code(), attempt.Milliseconds);
    }
}
