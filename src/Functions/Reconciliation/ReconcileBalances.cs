using System.Globalization;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Reconciliation;

/// <summary>
/// Hourly: hands out the accounts that changed, and the slices of clients and look-ups whose last whole check is a week
/// old, oldest first.
/// </summary>
public sealed partial class ReconcileBalances(
    Tables tables,
    ChangedAccounts changedAccounts,
    QueueSender queues,
    TimeProvider time,
    ILogger<ReconcileBalances> logger)
{
    private const string Partition = "slices";

    // A week has 168 hours: far more than are due in one.
    private const int MostSlices = 64;

    private static readonly TimeSpan WholeCheckInterval = TimeSpan.FromDays(7);

    /// <summary>
    /// Every slice: clients by the beginning of their ids, look-ups by that of their account numbers.
    /// </summary>
    private static readonly string[] Slices =
    [
        .. Enumerable.Range(0, 256).Select(i => Slice.OfClients(i.ToString("x2", CultureInfo.InvariantCulture))),
        .. Enumerable.Range(0, 100).Select(i => Slice.OfLookups(i.ToString("D2", CultureInfo.InvariantCulture))),
    ];

    /// <summary>Hands out what is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var changed = await changedAccounts.ClientsAsync(cancellationToken)
            .HandOutAsync(SendAccountAsync, cancellationToken);
        var slices = await DueSlicesAsync(cancellationToken);
        foreach (var slice in slices)
        {
            var message = new ReconcileMessage { Slice = slice };
            await queues.SendAsync(QueueNames.ReconcileAccount, message, cancellationToken);
            var record = new CheckedSlice(time.GetUtcNow());
            await tables.Reconciliation.UpsertAsync(Partition, slice, record, cancellationToken);
        }

        LogHandedOut(logger, changed, slices.Count);
    }

    private async Task<IReadOnlyList<string>> DueSlicesAsync(CancellationToken cancellationToken)
    {
        var checkedAt = new Dictionary<string, DateTimeOffset>();
        var range = RowRange.Partition(Partition);
        await foreach (var row in tables.Reconciliation.QueryEachAsync<CheckedSlice>(range, cancellationToken))
        {
            // One that was changed past the app says nothing: the slice is checked.
            checkedAt[row.RowKey] = row.Row?.Value.CheckedAt ?? default;
        }

        var due = time.GetUtcNow() - WholeCheckInterval;
        return [.. Slices
            .Where(slice => checkedAt.GetValueOrDefault(slice) <= due)
            .OrderBy(slice => checkedAt.GetValueOrDefault(slice))
            .Take(MostSlices)];
    }

    private Task SendAccountAsync(string clientId, CancellationToken cancellationToken) => queues.SendAsync(
        QueueNames.ReconcileAccount,
        new ReconcileMessage { ClientId = clientId },
        cancellationToken);

    [LoggerMessage(LogLevel.Information, "Handed out {Accounts} changed accounts and {Slices} slices to be checked.")]
    private static partial void LogHandedOut(ILogger logger, int accounts, int slices);
}
