using Functions.Reconciliation;
using Functions.Renewals;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Endpoints;

/// <summary>
/// Every timer trigger. Timers select and enqueue; queues do the work. Schedules are UTC; midnight in Moscow is 21:00.
/// </summary>
public sealed class TimerFunctions(
    ReconcileBalances reconcileBalances,
    ReconcileBank reconcileBank,
    ExpireSubscriptions expireSubscriptions)
{
    /// <summary>Hourly: hands out the ledgers that are to be checked.</summary>
    [Function("ReconcileBalances")]
    public Task ReconcileBalances(
        [TimerTrigger("0 17 * * * *")] TimerInfo timer,
        CancellationToken cancellationToken) =>
        reconcileBalances.RunAsync(cancellationToken);

    /// <summary>At 00:40 in Moscow: hands out the bank days that are compared with the books.</summary>
    [Function("ReconcileBank")]
    public Task ReconcileBank(
        [TimerTrigger("0 40 21 * * *")] TimerInfo timer,
        CancellationToken cancellationToken) =>
        reconcileBank.HandOutAsync(cancellationToken);

    /// <summary>
    /// Five minutes after midnight in Moscow, and twice more that night for what is left: hands out the clients whose
    /// subscriptions end.
    /// </summary>
    [Function("ExpireSubscriptions")]
    public Task ExpireSubscriptions(
        [TimerTrigger("0 5 21-23 * * *")] TimerInfo timer,
        CancellationToken cancellationToken) =>
        expireSubscriptions.RunAsync(cancellationToken);
}
