using System.Globalization;
using Functions.Failures;
using Functions.Feed;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>
/// Tells an address of an event, and says in the log what came of it. A receiver that does not take it is tried again
/// for some days; then it is a failure, which an operator can run again.
/// </summary>
public sealed class DeliverWebhook(
    WebhookAddresses addresses,
    WebhookSender sender,
    ReceiverGate gate,
    FeedRows feed,
    DeliveryRows deliveries,
    QueueSender queues,
    FailureLog failures,
    TimeProvider time)
{
    /// <summary>Tries once. A message that comes again does not send again what is known to have been sent.</summary>
    public async Task RunAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (addresses.Find(message.AddressId) is not { } address
            || await feed.FindAsync(FeedRows.All, message.Event, cancellationToken) is not { } told)
        {
            // It is not configured any more.
            return;
        }

        var id = DeliveryRows.IdOf(message.Event, message.AddressId);
        var stored = await deliveries.FindAsync(id, cancellationToken);
        var last = stored?.Value.LastAttempt ?? 0;
        var attempt = message.Attempt ?? last + 1;
        if (stored?.Value.Status == DeliveryStatus.Delivered || last > attempt)
        {
            return;
        }

        if (last == attempt)
        {
            // This message comes again: it was tried, and maybe not sent on.
            await GoOnAsync(message, stored!.Value, cancellationToken);
            return;
        }

        if (!gate.TryEnter(address.Id, out var wait))
        {
            await queues.SendAsync(QueueNames.Webhooks, message, wait, cancellationToken);
            return;
        }

        var answer = await SendAsync(address, told, cancellationToken);
        var delivery = stored?.Value ?? NewDelivery(address, told);
        var status = answer.IsTaken ? DeliveryStatus.Delivered
            : NextDelay(message) is null ? DeliveryStatus.Failed
            : DeliveryStatus.Trying;
        var entry = new DeliveryAttempt(
            attempt,
            time.GetUtcNow(),
            answer.Status,
            answer.Error,
            (long)answer.Took.TotalMilliseconds);
        delivery = delivery.With(entry, status);
        if (!await deliveries.TrySaveAsync(stored, delivery, cancellationToken))
        {
            throw new BusyException("Another message told the same address of the same event.");
        }

        await GoOnAsync(message, delivery, cancellationToken);
    }

    private async Task<WebhookAnswer> SendAsync(
        WebhookAddress address,
        FeedEvent told,
        CancellationToken cancellationToken)
    {
        bool? isTaken = null;
        try
        {
            var payload = EventPayload.Unpack(told);
            var answer = await sender.SendAsync(address, EventIdOf(told), payload, cancellationToken);
            isTaken = answer.IsTaken;
            return answer;
        }
        finally
        {
            gate.Leave(address.Id, isTaken);
        }
    }

    /// <summary>Has it tried again, or records that every try failed.</summary>
    private async Task GoOnAsync(WebhookMessage message, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Status == DeliveryStatus.Delivered)
        {
            return;
        }

        if (delivery.Status == DeliveryStatus.Trying && NextDelay(message) is { } delay)
        {
            var next = message with { Tries = message.Tries + 1, Attempt = delivery.LastAttempt + 1 };
            await queues.SendAsync(QueueNames.Webhooks, next, delay, cancellationToken);
            return;
        }

        var last = delivery.Attempts[^1];
        var answer = last.Status?.ToString(CultureInfo.InvariantCulture) ?? last.Error!.Value.Code();
        await failures.RecordAsync(
            QueueNames.Webhooks,
            new WebhookMessage(message.ClientId, message.Event, message.AddressId, DateTimeOffset.UtcNow),
            message.ClientId,
            $"A webhook was not taken in {message.Tries + 1} tries; the last answer: {answer}.",
            cancellationToken);
    }

    private static TimeSpan? NextDelay(WebhookMessage message) =>
        WebhookSchedule.DelayAfter(message.Tries + 1, message.Since, Random.Shared.NextDouble());

    private static WebhookDelivery NewDelivery(WebhookAddress address, FeedEvent told) => new(
        told.Number,
        address.Id,
        address.ShownUrl,
        EventIdOf(told),
        told.Type,
        told.ClientId,
        DeliveryStatus.Trying,
        []);

    private static string EventIdOf(FeedEvent told) => EventBody.IdOf(told.ClientId, told.Sequence);
}
