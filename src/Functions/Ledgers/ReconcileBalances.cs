using Azure.Data.Tables;
using Billing;
using Functions.Clients;
using Functions.Operations;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Ledgers;

/// <summary>Hourly: checks the accounts that changed, and once a business day all of them. A mismatch stops the account's payments and is reported, never repaired.</summary>
public sealed partial class ReconcileBalances(
    Tables tables, ClientStates states, Changes changes, CheckLedger checkLedger, Failures failures, Events events, TimeProvider time, ILogger<ReconcileBalances> logger)
{
    private const int SaveEvery = 100;

    /// <summary>Checks what is due; goes on where the last run stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var (checkedNow, wrong) = (0, 0);
        await foreach (var note in changes.AllAsync(stop))
        {
            wrong += await CheckAsync(note.RowKey, note.GetBoolean("Whole") == true, stop) ? 0 : 1;
            await changes.DoneAsync(note, stop);
            checkedNow++;
        }

        Checked(logger, checkedNow, wrong);
        await SweepAsync(stop);
    }

    /// <summary>All accounts, once a business day, in the order of their numbers; where it stands is stored now and then.</summary>
    private async Task SweepAsync(CancellationToken stop)
    {
        var today = BusinessDay.Of(time.GetUtcNow()).Iso();
        var place = await tables.Pending.FindAsync("state", "sweep", stop) ?? new TableEntity("state", "sweep");
        if (place.GetString("Day") == today && place.GetBoolean("Complete") == true)
        {
            return;
        }

        var from = place.GetString("Day") == today ? place.GetString("After") : ClientIndex.AccountFrom;
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {from} and PartitionKey lt {ClientIndex.AccountTo}");
        var (count, wrong) = (0, 0);
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            wrong += await CheckAsync(row.ClientId(), whole: true, stop) ? 0 : 1;
            from = row.PartitionKey;
            if (++count % SaveEvery == 0)
            {
                await SaveAsync(complete: false);
            }
        }

        await SaveAsync(complete: true);
        Swept(logger, count, wrong);

        Task SaveAsync(bool complete) => tables.Pending.UpsertEntityAsync(
            new TableEntity("state", "sweep") { ["Day"] = today, ["After"] = from, ["Complete"] = complete }, TableUpdateMode.Replace, stop);
    }

    /// <summary>Checks one account; true if all is well. One that cannot even be read does not keep the others from being checked.</summary>
    private async Task<bool> CheckAsync(string clientId, bool whole, CancellationToken stop)
    {
        try
        {
            return await TryCheckAsync(clientId, whole, stop);
        }
        catch (Exception error) when (error.IsUnreadableRow())
        {
            await failures.RecordAsync(Failures.Reconciliation, clientId, clientId, "A row of the client's state cannot be read.", stop);
            return false;
        }
    }

    private async Task<bool> TryCheckAsync(string clientId, bool whole, CancellationToken stop)
    {
        var (state, mismatch) = await checkLedger.RunAsync(clientId, whole, stop);
        if (state.Account is not { } account)
        {
            return true;
        }

        // Only the whole ledger can prove that an account is well again.
        var underReview = mismatch is not null || (account.UnderReview && !whole);
        if (underReview != account.UnderReview)
        {
            // Reported before: what is frozen already is not reported again.
            if (mismatch is not null)
            {
                await failures.RecordAsync(Failures.Reconciliation, clientId, clientId, mismatch, stop);
            }

            await states.DecideAsync<ClientState>(
                clientId,
                async now => await states.TryCommitAsync(new Commit(now).Save(now.Account! with { UnderReview = underReview }), stop) ? now : null,
                stop);
        }

        events.Reconciled(well: mismatch is null);
        return mismatch is null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconciled {Accounts} changed accounts, {Wrong} do not add up.")]
    private static partial void Checked(ILogger logger, int accounts, int wrong);

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept {Accounts} accounts, {Wrong} do not add up.")]
    private static partial void Swept(ILogger logger, int accounts, int wrong);
}
