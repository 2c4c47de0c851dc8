using Billing;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Renewals;

/// <summary>
/// After midnight in Moscow: hands out the clients whose subscriptions end, or end in five days; one message for a
/// client and day. Whatever stays undone is handed out again by the next run.
/// </summary>
public sealed partial class ExpireSubscriptions(
    ExpiryIndex index,
    QueueSender queues,
    TimeProvider time,
    ILogger<ExpireSubscriptions> logger)
{
    /// <summary>How many days before its end a client is reminded of a subscription.</summary>
    public const int DaysOfNotice = 5;

    /// <summary>Hands out what is due.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var count = await index.ThroughAsync(today.AddDays(DaysOfNotice), cancellationToken)
            .Where(row => row.Day < today || !row.IsReminded)
            .HandOutAsync(SendAsync, cancellationToken);
        LogHandedOut(logger, count);
    }

    private Task SendAsync(ExpiryRecord row, CancellationToken cancellationToken) => queues.SendAsync(
        QueueNames.ExpireClient,
        new ExpiryMessage(row.ClientId, row.Day),
        cancellationToken);

    [LoggerMessage(LogLevel.Information, "Handed out {Count} clients whose subscriptions end.")]
    private static partial void LogHandedOut(ILogger logger, int count);
}
