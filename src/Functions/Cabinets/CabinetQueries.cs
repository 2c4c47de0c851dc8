using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Security;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>What the cabinet shows: the account and its ledger.</summary>
public sealed class CabinetQueries(
    Tables tables,
    ClientStates states,
    Tariffs tariffs,
    TimeProvider time,
    IOptions<PayeeSettings> payeeSettings)
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
            DueBody.Of(due, account.Balance, today)));
    }

    /// <summary>
    /// A page of the ledger, newest first; <c>after</c> is the number of the last entry seen.
    /// </summary>
    public async Task<Outcome> EntriesAsync(
        Session session,
        PageRequest page,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(page);
        if (page.CheckEntries() is { } problem)
        {
            return problem;
        }

        var range = LedgerRows.NewestFirst(session.ClientId, PageRequest.EntryNumberOf(page.After), kind: null);
        var reading = page.ReadAsync<Entry>(
            tables.Clients,
            range,
            row => PageRequest.KeyOf(row.Value),
            cancellationToken);
        var state = await states.LoadAsync(session.ClientId, cancellationToken);
        var (rows, next) = await reading;
        return session.HoldsFor(state)
            ? Outcome.Ok(new EntriesBody([.. rows.Select(row => EntryBody.From(row.Value))], next))
            : Problems.Unauthorized;
    }
}
