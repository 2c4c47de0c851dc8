using Azure.Data.Tables;
using Billing;
using Functions.Storage;

namespace Functions.Ledgers;

/// <summary>Checks one account: entries without gaps, chain, sums, balance, payments and top-ups against entries, payments against subscriptions. Reads a limited number of entries at a time.</summary>
public sealed class CheckLedger(Tables tables, ClientStates states)
{
    private const int Chunk = 500;

    /// <summary>Checks the account.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="whole">From the first entry; else from where the last check ended.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The state that was checked, and what is wrong with it; null if nothing is.</returns>
    public async Task<(ClientState State, string? Mismatch)> RunAsync(string clientId, bool whole, CancellationToken stop)
    {
        for (var i = 0; ; i++)
        {
            var state = await states.LoadAsync(clientId, stop);
            if (state.Account is not { } account)
            {
                return (state, null);
            }

            var mismatch = await TryCheckAsync(state, account, whole, stop);

            // What was committed between the two reads is no mismatch: look again before saying so.
            if (mismatch is null || i == ClientStates.Attempts || (await states.LoadAsync(clientId, stop)).Account == account)
            {
                return (state, mismatch);
            }
        }
    }

    private async Task<string?> TryCheckAsync(ClientState state, Account account, bool whole, CancellationToken stop)
    {
        try
        {
            return await CheckAsync(state, account, whole, stop);
        }
        catch (Exception error) when (error.IsUnreadableRow())
        {
            return "A row of the ledger cannot be read.";
        }
    }

    private async Task<string?> CheckAsync(ClientState state, Account account, bool whole, CancellationToken stop)
    {
        var paid = new Dictionary<string, DateOnly>();
        var (payments, topUps) = (0, 0);
        var start = whole ? null : await tables.Clients.FindAsync(state.Id, RowKeys.Checkpoint, stop);
        var at = start is null ? Checkpoint.Start(account.Number) : new Checkpoint(start.GetInt64("Number")!.Value, start.Money("Balance"), start.GetString("Hash"));
        while (at.Number < account.LastEntry)
        {
            var entries = await ReadAsync(state.Id, at.Number + 1, Math.Min(at.Number + Chunk, account.LastEntry), stop);
            if (entries.Count == 0)
            {
                return $"Entry {at.Number + 1} is missing.";
            }

            foreach (var entry in entries)
            {
                (at, var mismatch) = Reconciliation.Step(at, entry);
                mismatch ??= entry.Kind switch
                {
                    EntryKind.Payment => await CheckPaymentAsync(state, entry, paid, stop),
                    EntryKind.TopUp => await CheckTopUpAsync(state, entry, stop),
                    _ => null,
                };
                if (mismatch is not null)
                {
                    return mismatch;
                }

                payments += entry.Kind == EntryKind.Payment ? 1 : 0;
                topUps += entry.Kind == EntryKind.TopUp ? 1 : 0;
            }
        }

        if ((Reconciliation.Close(at, account) ?? CheckSubscriptions(state, paid, whole)) is { } wrong)
        {
            return wrong;
        }

        if (whole && await ReadAsync(state.Id, account.LastEntry + 1, long.MaxValue, stop) is { Count: > 0 })
        {
            return $"The ledger goes on after entry {account.LastEntry}, where the account ends.";
        }

        if (whole && (await CountAsync(state.Id, RowKeys.PaymentPrefix, "payment", payments, stop) ?? await CountAsync(state.Id, RowKeys.TopUpPrefix, "top-up", topUps, stop)) is { } more)
        {
            return more;
        }

        await tables.Clients.UpsertEntityAsync(
            new TableEntity(state.Id, RowKeys.Checkpoint) { ["Number"] = at.Number, ["Balance"] = at.Balance.Kopecks, ["Hash"] = at.Hash }, TableUpdateMode.Replace, stop);
        return null;
    }

    /// <summary>Entries from one number to another, oldest first; rows stand newest first.</summary>
    private async Task<List<Entry>> ReadAsync(string clientId, long from, long to, CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey ge {RowKeys.Entry(to)} and RowKey le {RowKeys.Entry(from)}");
        var entries = new List<Entry>();
        await foreach (var row in tables.Clients.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            entries.Add(History.Entry(row));
        }

        entries.Reverse();
        return entries;
    }

    private async Task<string?> CheckPaymentAsync(ClientState state, Entry entry, Dictionary<string, DateOnly> paid, CancellationToken stop)
    {
        if (await tables.Clients.FindAsync(state.Id, RowKeys.Payment(entry.Reference), stop) is not { } row)
        {
            return $"Entry {entry.Number} is a payment that is not stored.";
        }

        var payment = History.Payment(row);
        paid[payment.Phone] = payment.PaidThrough;
        return payment.Amount != -entry.Amount || payment.BalanceAfter != entry.BalanceAfter
            ? $"Entry {entry.Number} and its payment tell different sums."
            : null;
    }

    private async Task<string?> CheckTopUpAsync(ClientState state, Entry entry, CancellationToken stop)
    {
        if (await tables.Clients.FindAsync(state.Id, RowKeys.TopUpOf(entry.Reference), stop) is not { } row)
        {
            return $"Entry {entry.Number} is a top-up that is not stored.";
        }

        var topUp = History.TopUp(row);
        return topUp.Amount != entry.Amount || topUp.BalanceAfter != entry.BalanceAfter
            ? $"Entry {entry.Number} and its top-up tell different sums."
            : null;
    }

    /// <summary>Each entry was found to have its row; if there are more rows, one of them was never booked. Counting them takes no memory, however many there are.</summary>
    private async Task<string?> CountAsync(string clientId, string prefix, string what, int booked, CancellationToken stop)
    {
        // The character after the hyphen ends the range.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {clientId} and RowKey ge {prefix} and RowKey lt {prefix.Replace('-', '.')}");
        var stored = 0;
        await foreach (var row in tables.Clients.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: stop))
        {
            stored++;
        }

        return stored > booked ? $"Of {stored} stored {what}s the ledger has booked {booked}." : null;
    }

    /// <summary>A subscription lasts as long as its last payment says. Only the whole ledger can tell that there was none.</summary>
    private static string? CheckSubscriptions(ClientState state, Dictionary<string, DateOnly> paid, bool whole) =>
        paid.Any(last => state.Connections.GetValueOrDefault(last.Key)?.PaidThrough != last.Value)
            ? "A subscription lasts until another day than was paid for."
            : whole && state.Connections.Values.Any(connection => connection.PaidThrough is not null && !paid.ContainsKey(connection.Phone))
            ? "A subscription was never paid for."
            : null;
}
