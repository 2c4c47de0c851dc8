using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>What became of webhooks, and sending one again.</summary>
public sealed class WebhookLog(Tables tables, DeliveryRows deliveries, QueueSender queues, TimeProvider time)
{
    private const int Attempts = 8;

    /// <summary>The deliveries, those of the newest event first.</summary>
    /// <param name="status">Only with this code; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome> ListAsync(string? status, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        if (status is not null && !Enum.GetValues<DeliveryStatus>().Any(each => each.Code() == status))
        {
            var errors = new FieldErrors();
            errors.Add("status", "Укажите trying, delivered или failed.");
            return Problems.ValidationFailed(errors);
        }

        var all = DeliveryRows.After(page.After);
        var (rows, next) = await page.ReadAsync<WebhookDelivery>(
            tables.Webhooks,
            status is null ? all : all.Where($"Status eq {status}"),
            row => row.RowKey,
            cancellationToken);
        return Outcome.Ok(new DeliveriesBody([.. rows.Select(row => DeliveryBody.From(row.Value))], next));
    }

    /// <summary>
    /// Sends an event to its address again, whatever became of it: a new round of tries. The receiver knows a
    /// repetition by the event's id.
    /// </summary>
    public async Task<Outcome> RetryAsync(
        string id,
        OperatorCall call,
        RetryForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var name = call.Name(form.Operator, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        for (var i = 0; i < Attempts; i++)
        {
            if (!PageRequest.IsKey(id)
                || await deliveries.FindAsync(id, cancellationToken) is not { Value: var delivery } stored)
            {
                return Problems.NotFound;
            }

            var retried = delivery with
            {
                Status = DeliveryStatus.Trying,
                RetriedBy = name,
                RetriedAt = time.GetUtcNow(),
            };
            if (await deliveries.TrySaveAsync(stored, retried, cancellationToken))
            {
                await SendAsync(delivery, cancellationToken);
                return new Outcome(202, new EmptyBody());
            }
        }

        throw new BusyException();
    }

    // Two messages of the same try are one: the second finds what the first has done.
    private Task SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var (clientId, number, addressId) = (delivery.ClientId, delivery.Event, delivery.AddressId);
        var message = new WebhookMessage(clientId, number, addressId, DateTimeOffset.UtcNow)
        {
            Attempt = delivery.LastAttempt + 1,
        };
        return queues.SendAsync(QueueNames.Webhooks, message, cancellationToken);
    }
}
