using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Markers of work that must not be forgotten, in partitions by the minute at which they become due: looking costs as much as there is to do.</summary>
public sealed class Pending(Tables tables, TimeProvider time)
{
    private const string DueFormat = "yyyyMMddHHmm";

    // A call gives up its storage requests long before this.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    /// <summary>Marks work; its message follows the commit. The marker must be stored no later than what it follows.</summary>
    /// <exception cref="RequestFailedException">The marker is not stored: do not commit.</exception>
    public async Task<Work> MarkAsync(string queue, string clientId, string? letterId, CancellationToken stop)
    {
        var work = new Work(Minute(time.GetUtcNow()), queue, clientId, letterId) { TraceParent = Activity.Current?.Id };
        await StoreAsync(work, attempts: 0, stop);
        return work;
    }

    /// <summary>The work is done.</summary>
    public Task DoneAsync(Work work, CancellationToken stop) => tables.Pending.TryDeleteAsync(work.Due, work.RowKey, stop);

    /// <summary>There is nothing that the work belongs to: either its commit is still under way, or it never came. After a while it never will.</summary>
    public Task GiveUpIfStaleAsync(Work work, CancellationToken stop) =>
        AgeOf(work) > LongestCommit ? DoneAsync(work, stop) : Task.CompletedTask;

    /// <summary>How long ago the work was marked first, to the minute.</summary>
    public TimeSpan AgeOf(Work work) => time.GetUtcNow() - Instant(work.Since ?? work.Due);

    /// <summary>The work waits until then. The new marker stands before the old one goes.</summary>
    public async Task<Work> PostponeAsync(Work work, DateTimeOffset until, int attempts, CancellationToken stop)
    {
        var later = work with { Due = Minute(until), Since = work.Since ?? work.Due };
        await StoreAsync(later, attempts, stop);
        if (later.Due != work.Due)
        {
            await DoneAsync(work, stop);
        }

        return later;
    }

    /// <summary>What became due before then, oldest first.</summary>
    public async IAsyncEnumerable<(Work Work, int Attempts)> DueAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {"0"} and PartitionKey lt {Minute(before)}");
        await foreach (var row in tables.Pending.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            var work = new Work(row.PartitionKey, row.GetString("Queue"), row.GetString("ClientId"), row.GetString("LetterId"))
            {
                Since = row.GetString("Since"),
                TraceParent = row.GetString("TraceParent"),
            };
            yield return (work, row.GetInt32("Attempts")!.Value);
        }
    }

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString(DueFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string minute) => DateTimeOffset.ParseExact(minute, DueFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private Task StoreAsync(Work work, int attempts, CancellationToken stop)
    {
        var row = new TableEntity(work.Due, work.RowKey)
        {
            ["Queue"] = work.Queue,
            ["ClientId"] = work.ClientId,
            ["Attempts"] = attempts,
        };
        if (work.LetterId is not null)
        {
            row["LetterId"] = work.LetterId;
        }

        if (work.Since is not null)
        {
            row["Since"] = work.Since;
        }

        if (work.TraceParent is not null)
        {
            row["TraceParent"] = work.TraceParent;
        }

        return tables.Pending.UpsertEntityAsync(row, TableUpdateMode.Replace, stop);
    }
}
