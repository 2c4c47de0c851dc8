using Functions.Connections;
using Functions.Ledgers;
using Functions.Operations;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Endpoints;

/// <summary>What the minute timer sends again.</summary>
public sealed class PendingMessages
{
    /// <summary>Clients that wait for a cabinet.</summary>
    [QueueOutput(Queues.CreateCabinet)]
    public required string[] Cabinets { get; init; }

    /// <summary>Letters to send.</summary>
    [QueueOutput(Queues.SendLetter)]
    public required string[] Letters { get; init; }
}

/// <summary>Every timer trigger. Schedules are UTC; midnight in Moscow is 21:00.</summary>
public sealed class TimerFunctions(
    FinishPending finishPending, ReconcileBalances reconcileBalances, ExpireSubscriptions expireSubscriptions)
{
    /// <summary>Every minute: sends again what a crash, a limit or an outage left undone.</summary>
    [Function("FinishPending")]
    public async Task<PendingMessages> FinishPending([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken stop)
    {
        var work = (await finishPending.RunAsync(stop)).ToLookup(work => work.Queue, work => work.ToString());
        return new() { Cabinets = [.. work[Queues.CreateCabinet]], Letters = [.. work[Queues.SendLetter]] };
    }

    /// <summary>Hourly: checks the ledgers.</summary>
    [Function("ReconcileBalances")]
    public Task ReconcileBalances([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken stop) =>
        reconcileBalances.RunAsync(stop);

    /// <summary>
    /// Five minutes after midnight in Moscow, and twice more that night for what could not be done: ends subscriptions;
    /// their letters follow.
    /// </summary>
    [Function("ExpireSubscriptions")]
    [QueueOutput(Queues.SendLetter)]
    public async Task<string[]> ExpireSubscriptions(
        [TimerTrigger("0 5 21-23 * * *")] TimerInfo timer, CancellationToken stop) =>
        [.. (await expireSubscriptions.RunAsync(stop)).Select(letter => letter.ToString())];
}
