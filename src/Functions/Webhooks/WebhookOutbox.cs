using Functions.Outbox;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>Has events told to the addresses that want them.</summary>
public sealed class WebhookOutbox(WebhookAddresses addresses, QueueSender queues)
{
    /// <summary>Sends a message for each address. Safe to repeat.</summary>
    public async Task EnqueueAsync(FeedEvent told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        foreach (var address in addresses.All.Where(address => address.Wants(told)))
        {
            var message = new WebhookMessage(told.ClientId, told.Number, address.Id, DateTimeOffset.UtcNow)
            {
                Attempt = 1,
            };
            await queues.SendAsync(QueueNames.Webhooks, message, cancellationToken);
        }
    }
}
