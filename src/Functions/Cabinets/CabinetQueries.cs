using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Security;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>What the cabinet shows of the client: the account and the numbers.</summary>
public sealed class CabinetQueries(
    ClientStates states,
    Tariffs tariffs,
    IOptions<PayeeSettings> payeeSettings,
    TimeProvider time)
{
    private readonly PayeeSettings _payee = payeeSettings.Value;

    /// <summary>The account.</summary>
    public async Task<Outcome> AccountAsync(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        if (!session.HoldsFor(state) || state is not { Client: { } client, Account: { } account, Cabinet: { } cabinet })
        {
            return Problems.Unauthorized;
        }

        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var due = tariffs.DueOf(state.Subscriptions.Values, today);
        return Outcome.Ok(new AccountBody(
            cabinet.Login,
            account.Number,
            client.Requisites.Name,
            client.Requisites.Contact,
            MoneyBody.From(account.Balance),
            cabinet.PasswordExpiresAt,
            _payee.For(account.Number),
            DueBody.Of(due, account.Balance, today),
            today));
    }

    /// <summary>The client's numbers.</summary>
    public async Task<Outcome> ConnectionsAsync(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        return session.HoldsFor(state)
            ? Outcome.Ok(new CabinetConnectionsBody(
                [.. state.ListedSubscriptions.Select(each => ConnectionBody.From(each, today))],
                [.. tariffs.All.Select(TariffBody.From)]))
            : Problems.Unauthorized;
    }
}
