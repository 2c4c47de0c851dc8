using Billing;
using Functions.Http;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Options;

namespace Functions.Clients;

/// <summary>Takes requisites, and shows a client to the widget account that he belongs to.</summary>
public sealed class Requisitions(Tables tables, ClientStates states, Pending pending, IOptions<CabinetSettings> cabinet, Events events, TimeProvider time)
{
    /// <summary>Takes requisites. The same again is the same client; other data for the same ИНН and КПП is refused.</summary>
    public async Task<Outcome> SubmitAsync(string widgetAccount, RequisitesForm form, CancellationToken stop)
    {
        if (!Requisites.TryCheck(form, out var requisites, out var errors))
        {
            return Problems.ValidationFailed(errors);
        }

        var client = new ClientRecord(widgetAccount, ClientStatus.Submitted, requisites, time.GetUtcNow());
        var index = ClientIndex.OfRequisites(widgetAccount, requisites, Guid.NewGuid().ToString("N"), client.SubmittedAt);
        if (await tables.Index.TryAddAsync(index, stop))
        {
            return await AddAsync(index.ClientId(), client, stop);
        }

        var known = (await tables.Index.FindAsync(index.PartitionKey, index.RowKey, stop))!.ClientId();
        return await tables.Clients.FindAsync(known, RowKeys.Client, stop) is { } row
            ? Again(known, Rows.Client(row), requisites)
            : await AddAsync(known, client, stop);
    }

    /// <summary>The widget account's clients: one who opens the widget on another computer finds them again.</summary>
    public async Task<Outcome> ListAsync(string widgetAccount, CancellationToken stop) =>
        Outcome.Ok(new ClientsBody([.. (await ClientIndex.ListAsync(tables, widgetAccount, stop)).Select(client => new ClientListBody(client.ClientId, client.SubmittedAt))]));

    /// <summary>The client, for the widget.</summary>
    public async Task<Outcome> ReadAsync(string widgetAccount, string clientId, CancellationToken stop)
    {
        if (await states.FindAsync(widgetAccount, clientId, stop) is not { Client: { } client } state)
        {
            return Problems.NotFound;
        }

        return Outcome.Ok(new ClientBody(
            clientId,
            client.Status.Code(),
            RequisitesBody.Of(client.Requisites),
            state is { Cabinet: { } login, Account: { } account }
                ? new CabinetBody(login.Login, account.Number, MoneyBody.Of(account.Balance), login.PasswordExpiresAt)
                : null,
            new LinksBody(cabinet.Value.Url, cabinet.Value.RestoreUrl)));
    }

    private async Task<Outcome> AddAsync(string clientId, ClientRecord client, CancellationToken stop)
    {
        var work = await pending.MarkAsync(Queues.CreateCabinet, clientId, null, stop);
        if (!await tables.Clients.TryAddAsync(Rows.Of(clientId, client), stop))
        {
            // Another call of the same customer came between; it left its own marker.
            var first = Rows.Client((await tables.Clients.FindAsync(clientId, RowKeys.Client, stop))!);
            return Again(clientId, first, client.Requisites);
        }

        events.SignedUp(clientId, client.Requisites.Kind);
        return new Outcome(202, Status(clientId, client)) { Location = $"/api/clients/{clientId}", Work = [work] };
    }

    private static Outcome Again(string clientId, ClientRecord known, Requisites requisites) =>
        known.Requisites == requisites ? Outcome.Ok(Status(clientId, known)) : Problems.ClientExists;

    private static ClientStatusBody Status(string clientId, ClientRecord client) => new(clientId, client.Status.Code());
}
