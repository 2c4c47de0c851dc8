using Billing;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Reconciliation;

/// <summary>
/// Checks one account. A mismatch freezes its payments and is reported, never repaired; only an operator who runs the
/// failure again lifts the freeze, and only if a whole check finds nothing.
/// </summary>
public sealed partial class ReconcileAccount(
    LedgerCheck check,
    LookupCheck lookupCheck,
    Slice slices,
    ChangedAccounts changedAccounts,
    LostWork lostWork,
    Tables tables,
    FailureLog failures,
    BillingMetrics metrics,
    ILogger<ReconcileAccount> logger)
{
    private const int Attempts = 8;

    /// <summary>Checks what the message names.</summary>
    public async Task RunAsync(ReconcileMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Slice is { } slice)
        {
            await slices.RunAsync(slice, cancellationToken);
        }

        if (message.ClientId is { } clientId)
        {
            await CheckAsync(clientId, message, cancellationToken);
        }
    }

    private async Task CheckAsync(string clientId, ReconcileMessage message, CancellationToken cancellationToken)
    {
        var result = await check.RunAsync(clientId, message.IsWhole, cancellationToken);
        if (result.Mismatch is { } mismatch)
        {
            await FreezeAsync(clientId, mismatch, message.LiftsFreeze, cancellationToken);
        }
        else if (message.LiftsFreeze && result.State?.Account is { IsFrozen: true })
        {
            await SetFrozenAsync(clientId, isFrozen: false, cancellationToken);
            LogLifted(logger, clientId);
        }

        await changedAccounts.RemoveAsync(result.Changed, cancellationToken);
        if (result.State?.Account is not null || result.Mismatch is not null)
        {
            metrics.Reconciled(isWell: result.Mismatch is null);
        }

        if (message.IsWhole && result is { Mismatch: null, State: { } state })
        {
            await lookupCheck.RunAsync(state, cancellationToken);
            await SendLostWorkAgainAsync(state, cancellationToken);
        }
    }

    /// <summary>Freezes the account and reports it: once, and again to an operator who had it checked again.</summary>
    private async Task FreezeAsync(
        string clientId,
        string mismatch,
        bool isAskedFor,
        CancellationToken cancellationToken)
    {
        var row = await FindAccountAsync(clientId, cancellationToken);
        if (row is not { Value.IsFrozen: true } || isAskedFor)
        {
            await ReportAsync(clientId, mismatch, liftsFreeze: true, cancellationToken);
            await SetFrozenAsync(clientId, isFrozen: true, cancellationToken);
        }
    }

    /// <summary>
    /// Freezes or lifts. Only the account's row is touched: others may have been changed past the app.
    /// </summary>
    /// <exception cref="BusyException">Others kept writing; the queue tries again.</exception>
    private async Task SetFrozenAsync(string clientId, bool isFrozen, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var row = await FindAccountAsync(clientId, cancellationToken);
            if (row is null
                || row.Value.IsFrozen == isFrozen
                || await tables.Clients.TryUpdateAsync(
                    row,
                    row.Value with { IsFrozen = isFrozen },
                    cancellationToken) is not null)
            {
                return;
            }
        }

        throw new BusyException();
    }

    /// <summary>Null if it is missing or was changed past the app: that stops payments by itself.</summary>
    private async Task<Stored<Account>?> FindAccountAsync(string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await tables.Clients.FindAsync<Account>(clientId, RowKeys.Account, cancellationToken);
        }
        catch (DamagedRowException damage)
        {
            LogUnreadable(logger, clientId, damage);
            return null;
        }
    }

    // A row that was changed past the app keeps what is lost from being sent again, and is a failure of its own.
    private async Task SendLostWorkAgainAsync(ClientState state, CancellationToken cancellationToken)
    {
        try
        {
            await lostWork.SendAgainAsync(state, cancellationToken);
        }
        catch (DamagedRowException damage)
        {
            await ReportAsync(state.Id, damage.Message, liftsFreeze: false, cancellationToken);
        }
    }

    private Task ReportAsync(
        string clientId,
        string mismatch,
        bool liftsFreeze,
        CancellationToken cancellationToken) =>
        failures.RecordOnceAsync(
            QueueNames.ReconcileAccount,
            new ReconcileMessage { ClientId = clientId, IsWhole = true, LiftsFreeze = liftsFreeze },
            clientId,
            mismatch,
            cancellationToken);

    [LoggerMessage(LogLevel.Warning, "The freeze of client {ClientId} was lifted: a whole check found nothing.")]
    private static partial void LogLifted(ILogger logger, string clientId);

    [LoggerMessage(LogLevel.Error, "The account of client {ClientId} cannot be read.")]
    private static partial void LogUnreadable(ILogger logger, string clientId, Exception error);
}
