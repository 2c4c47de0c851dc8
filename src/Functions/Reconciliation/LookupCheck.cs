using Billing;
using Functions.Failures;
using Functions.Movements;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>
/// Checks that the look-ups of a client lead to it. One that is missing or leads elsewhere is a failure for the
/// operator, not a freeze: the ledger itself is in order.
/// </summary>
public sealed class LookupCheck(
    Tables tables,
    Lookups lookups,
    ReportedMoney reports,
    FailureLog failures,
    QueueSender queues)
{
    /// <summary>
    /// Checks those of account, login, address, requisites, and every movement that was booked; top-ups that are older
    /// than the movements get theirs.
    /// </summary>
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
            await CheckTopUpsAsync(state.Id, account.Number, cancellationToken);
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
    }

    private async Task CheckTopUpsAsync(string clientId, string accountNumber, CancellationToken cancellationToken)
    {
        var changedDays = new HashSet<DateOnly>();
        var topUps = LedgerRows.NewestFirst(clientId, before: null, EntryKind.TopUp);
        await foreach (var row in tables.Clients.QueryAsync<Entry>(topUps, null, cancellationToken))
        {
            var externalId = ((TopUpDetails)row.Value.Details).ExternalId;
            await CheckAsync(
                clientId,
                $"the movement of entry {row.Value.Number}",
                () => lookups.FindMovementAsync(externalId, cancellationToken),
                cancellationToken);
            if (await reports.KeepAsync(clientId, accountNumber, row.Value, cancellationToken) is { } day)
            {
                changedDays.Add(day);
            }
        }

        foreach (var day in changedDays)
        {
            await queues.SendAsync(QueueNames.Statements, new StatementMessage { Day = day }, cancellationToken);
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
