using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Clients;

/// <summary>
/// Changes a client's data: names, addresses, bank, contact; never ИНН, КПП and ОГРН. Each change is kept.
/// </summary>
public sealed class ChangeClient(
    ClientStates states,
    KeyedCommits commits,
    MoveMail moveMail,
    ClientDirectory directory,
    ClientQueries queries,
    TimeProvider time)
{
    /// <summary>As the widget asks.</summary>
    public Task<Outcome> ByWidgetAsync(
        string widgetAccount,
        string clientId,
        ClientForm form,
        CancellationToken cancellationToken) =>
        RunAsync(ClientAccess.OfWidget(widgetAccount, clientId), ChangedBy.Widget, form, cancellationToken);

    /// <summary>As the customer asks in the cabinet.</summary>
    public Task<Outcome> ByCabinetAsync(Session session, ClientForm form, CancellationToken cancellationToken) =>
        RunAsync(ClientAccess.OfCabinet(session), ChangedBy.Cabinet, form, cancellationToken);

    /// <summary>As the operator asks.</summary>
    public Task<Outcome> ByOperatorAsync(string clientId, ClientForm form, CancellationToken cancellationToken) =>
        RunAsync(ClientAccess.OfOperator(clientId), ChangedBy.Operator, form, cancellationToken);

    private Task<Outcome> RunAsync(
        ClientAccess access,
        ChangedBy by,
        ClientForm form,
        CancellationToken cancellationToken)
    {
        var attempt = new Attempt(access, by, form);
        return states.WithRetriesAsync(
            access.ClientId,
            state => TryAsync(state, attempt, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(ClientState state, Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        var client = state.Client!;
        if (attempt.Form.ApplyTo(client.Requisites, out var errors) is not { } requisites)
        {
            return Problems.ValidationFailed(errors);
        }

        if (requisites == client.Requisites)
        {
            return Outcome.Ok(queries.Show(state, client));
        }

        var change = new ClientChange(
            client.Changes + 1,
            attempt.By,
            client.Requisites,
            requisites,
            time.GetUtcNow());
        var changed = client with { Requisites = requisites, Changes = change.Number };
        var commit = new Commit(state, attempt.Call.Stamp).Add(change);
        if (change.MovesMail)
        {
            var moved = await moveMail.AddToAsync(commit, state, change, attempt.Password, cancellationToken);
            if (moved.Refusal is not null)
            {
                return moved.Refusal;
            }

            attempt.Password = moved.Password;
            changed = moved.Password is null ? changed : changed with { Status = ClientStatus.CabinetCreated };
        }

        // Found by the new words before they are true, and by the old ones until they are not.
        var account = state.Account;
        if (account is not null)
        {
            await directory.AddAsync(state.Id, requisites, account.Number, cancellationToken);
        }

        var record = new EventRecord(EventKind.ClientChanged, change.At);
        if (!await commits.TryTellAsync(state, commit.Save(changed), record, attempt.Call, cancellationToken))
        {
            return null;
        }

        if (account is not null)
        {
            var before = client.Requisites;
            await directory.RemoveAsync(state.Id, before, requisites, account.Number, cancellationToken);
        }

        return Outcome.Ok(queries.Show(state, changed));
    }

    /// <summary>One call, over all attempts to commit it.</summary>
    private sealed record Attempt(ClientAccess Access, ChangedBy By, ClientForm Form)
    {
        public KeyedCall Call { get; } = KeyedCall.WithoutKey("changed-client");

        public GeneratedPassword? Password { get; set; }
    }
}
