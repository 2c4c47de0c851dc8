using Billing;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;
using Functions.Security;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Clients;

/// <summary>Shows clients to the widget account that they belong to.</summary>
public sealed class ClientQueries(
    ClientStates states,
    Lookups lookups,
    Tariffs tariffs,
    TimeProvider time,
    IOptions<CabinetSettings> cabinetSettings,
    IOptions<PayeeSettings> payeeSettings)
{
    private readonly PayeeSettings _payee = payeeSettings.Value;
    private readonly LinksBody _links = new(cabinetSettings.Value.Url, cabinetSettings.Value.RestoreUrl);

    /// <summary>
    /// The widget account's clients: a person who opens the widget on another computer finds them again.
    /// </summary>
    public async Task<Outcome> ListAsync(string widgetAccount, CancellationToken cancellationToken)
    {
        var clients = await lookups.ListAsync(widgetAccount, cancellationToken);
        return Outcome.Ok(new ClientsBody(
            [.. clients.Select(client => new ClientListBody(client.ClientId, client.CreatedAt))]));
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome> ReadAsync(
        string widgetAccount,
        string clientId,
        CancellationToken cancellationToken)
    {
        var state = await states.FindAsync(widgetAccount, clientId, cancellationToken);
        return state is { Client: { } client } ? Outcome.Ok(Show(state, client)) : Problems.NotFound;
    }

    /// <summary>The client as it is shown.</summary>
    public ClientBody Show(ClientState state, Client client)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(client);
        return new(
            state.Id,
            client.Status.Code(),
            RequisitesBody.From(client.Requisites),
            CabinetOf(state),
            _links);
    }

    private CabinetBody? CabinetOf(ClientState state)
    {
        if (state is not { Cabinet: { } cabinet, Account: { } account })
        {
            return null;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var due = tariffs.DueOf(state.Subscriptions.Values, today);
        return new(
            cabinet.Login,
            account.Number,
            MoneyBody.From(account.Balance),
            cabinet.PasswordExpiresAt,
            _payee.For(account.Number),
            DueBody.Of(due, account.Balance, today));
    }
}
