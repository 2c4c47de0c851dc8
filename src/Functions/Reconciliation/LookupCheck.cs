using Billing;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>
/// Checks that the look-ups of a client lead to it. One that is missing or leads elsewhere is a failure for the
/// operator, not a freeze: the ledger itself is in order.
/// </summary>
public sealed class LookupCheck(Tables tables, Lookups lookups, FailureLog failures)
{
    /// <summary>Checks those of account, login, address, requisites, and every movement that was booked.</summary>
    public async Task RunAsync(ClientState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state is { Account: { } account })
        {
            await CheckAsync(
                state.Id,
                $"account {account.Number}",
                () => lookups.FindAccountAsync(account.Number, cancellationToken),
                cancellationToken);
        }

        if (Logins.NumberOf(state.Cabinet?.Login) is { } login)
        {
            await CheckAsync(
                state.Id,
                "the login",
                () => lookups.FindLoginAsync(login, cancellationToken),
                cancellationToken);
        }

        if (state is { Client.Requisites.Contact.Email: { } address, Cabinet: not null })
        {
            var addressKey = Lookups.AddressKey(address);
            await CheckAsync(
                state.Id,
                "the e-mail address",
                () => lookups.FindAddressAsync(addressKey, state.Id, cancellationToken),
                cancellationToken);
        }

        if (state is { Client: { } client })
        {
            await CheckAsync(
                state.Id,
                "the requisites",
                () => lookups.FindRequisitesAsync(client.WidgetAccount, client.Requisites, cancellationToken),
                cancellationToken);
        }

        var topUps = LedgerRows.NewestFirst(state.Id, before: null, EntryKind.TopUp);
        await foreach (var row in tables.Clients.QueryAsync<Entry>(topUps, null, cancellationToken))
        {
            var externalId = ((TopUpDetails)row.Value.Details).ExternalId;
            await CheckAsync(
                state.Id,
                $"the movement of entry {row.Value.Number}",
                () => lookups.FindMovementAsync(externalId, cancellationToken),
                cancellationToken);
        }
    }

    private async Task CheckAsync(
        string clientId,
        string what,
        Func<Task<string?>> find,
        CancellationToken cancellationToken)
    {
        if (await MismatchAsync(clientId, find) is { } mismatch)
        {
            var retry = new ReconcileMessage { ClientId = clientId, IsWhole = true };
            await failures.RecordOnceAsync(
                QueueNames.ReconcileAccount,
                retry,
                clientId,
                $"The look-up of {what} {mismatch}.",
                cancellationToken);
        }
    }

    private static async Task<string?> MismatchAsync(string clientId, Func<Task<string?>> find)
    {
        try
        {
            var found = await find();
            return found is null ? "is missing" : found != clientId ? "leads to another client" : null;
        }
        catch (DamagedRowException)
        {
            return "was changed past the app";
        }
    }
}
