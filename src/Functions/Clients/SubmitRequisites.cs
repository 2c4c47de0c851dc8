using Billing;
using Functions.Emails;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Clients;

/// <summary>Takes requisites: a client is stored, and its cabinet asked for.</summary>
public sealed class SubmitRequisites(
    Tables tables,
    Lookups lookups,
    QueueSender queues,
    EmailQuota quota,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>
    /// Takes requisites. The same again is the same client; other data for the same ИНН and КПП is refused, and is
    /// changed by <see cref="ChangeClient"/>.
    /// </summary>
    /// <remarks>
    /// The message goes before the row: if the row never comes, its handler finds no client, and gives up after a
    /// while.
    /// </remarks>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        RequisitesForm form,
        CancellationToken cancellationToken)
    {
        if (!Requisites.TryCheck(form, out var requisites, out var errors))
        {
            return Problems.ValidationFailed(errors);
        }

        // What can go beside something else does: the customer waits for each round trip.
        var loading = quota.LoadAsync(widgetAccount, requisites.Contact.Email, cancellationToken);
        var knownId = await lookups.FindRequisitesAsync(widgetAccount, requisites, cancellationToken);
        var asked = await loading;
        if (knownId is not null && await FindAsync(knownId, cancellationToken) is { } existing)
        {
            return Repeated(knownId, existing, requisites);
        }

        if (quota.Check(asked) is { } limit)
        {
            return limit;
        }

        var newId = knownId ?? Guid.NewGuid().ToString("N");
        var counting = quota.CountAsync(asked, cancellationToken);
        var sending = SendAsync(newId, cancellationToken);
        var id = await lookups.TakeRequisitesAsync(widgetAccount, requisites, newId, cancellationToken);
        await sending;
        if (await counting is { } late)
        {
            return late;
        }

        if (id != newId)
        {
            // Another call of the same customer came at this moment, and may have ended since.
            await SendAsync(id, cancellationToken);
        }

        var client = new Client(widgetAccount, ClientStatus.Submitted, requisites, time.GetUtcNow());
        if (!await tables.Clients.TryAddAsync(id, RowKeys.Client, client, cancellationToken))
        {
            // Another call of the same customer came first, or the answer to this one's first try was lost.
            return Repeated(id, (await FindAsync(id, cancellationToken))!, requisites);
        }

        metrics.SignedUp(id, requisites.Kind);
        return new Outcome(202, StatusOf(id, client)) { Location = $"/api/clients/{id}" };
    }

    private Task SendAsync(string id, CancellationToken cancellationToken) => queues.SendAsync(
        QueueNames.CreateCabinet,
        new CabinetMessage(id, DateTimeOffset.UtcNow),
        cancellationToken);

    private async Task<Client?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await tables.Clients.FindAsync<Client>(id, RowKeys.Client, cancellationToken))?.Value;

    private static Outcome Repeated(string id, Client existing, Requisites requisites) =>
        existing.Requisites.IsSameAs(requisites) ? Outcome.Ok(StatusOf(id, existing)) : Problems.ClientExists(id);

    private static ClientStatusBody StatusOf(string id, Client client) => new(id, client.Status.Code());
}
