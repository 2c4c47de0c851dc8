using System.Globalization;
using Billing;
using Functions.Orders;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Renewals;

/// <summary>
/// The one decision point for a client and a day on which subscriptions end. Before: reminds of them. After: serves
/// orders, renews what is to be renewed, and ends the rest once its grace is over. Running it twice does no harm.
/// </summary>
public sealed class ExpireClient(
    ClientStates states,
    ExpiryIndex index,
    ServeOrders serveOrders,
    RenewClient renewClient,
    RemindClient remindClient,
    Grace grace,
    EventOutbox outbox,
    TimeProvider time)
{
    // Beside the subscriptions a commit holds account and event; a transaction takes 100 rows.
    private const int MostAtOnce = 98;

    private DateOnly Today => BusinessDay.FromInstant(time.GetUtcNow());

    /// <summary>Does what is due for that client and day.</summary>
    public async Task RunAsync(ExpiryMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (clientId, day) = (message.ClientId, message.Day);
        if (day < Today)
        {
            await serveOrders.RunAsync(clientId, named: null, moneyOn: null, cancellationToken);
            await renewClient.RunAsync(clientId, day, cancellationToken);
            if (await EndAsync(clientId, day, cancellationToken))
            {
                await index.RemoveAsync(clientId, day, cancellationToken);
            }
        }
        else if (await index.FindAsync(clientId, day, cancellationToken) is { Value.IsReminded: false } record)
        {
            if (await remindClient.TryRunAsync(clientId, day, cancellationToken))
            {
                await index.SetRemindedAsync(record, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Ends them, and has that followed. Those that were renewed have a later day, and a note of their own for it.
    /// </summary>
    /// <returns>False if some are in grace: they are looked at again in the next night.</returns>
    private async Task<bool> EndAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        // Most clients have few numbers: events are looked up only when there can be one.
        var run = new Run(day);
        var isInGrace = false;
        for (var isDone = false; !isDone;)
        {
            await states.WithRetriesAsync<ClientState>(
                clientId,
                async state =>
                {
                    var (granted, kept) = await GrantAsync(state, day, cancellationToken);
                    isInGrace = kept.Count > 0;
                    if (granted.Length > 0)
                    {
                        return await states.TryCommitAsync(new Commit(state).Save(granted), cancellationToken)
                            ? state
                            : null;
                    }

                    var ending = RenewClient.Ending(state, day)
                        .Where(subscription => !kept.Contains(subscription.Phone))
                        .Take(MostAtOnce)
                        .ToArray();
                    var isCommitted = ending.Length == 0
                        || await TryEndAsync(state, ending, run, cancellationToken);
                    isDone = ending.Length < MostAtOnce;
                    return isCommitted ? state : null;
                },
                cancellationToken);
        }

        if (run.Events.Count == 0)
        {
            // A redelivery that finds them ended has it followed, if it was not.
            await SkipExistingAsync(clientId, run, cancellationToken);
        }

        foreach (var eventId in run.Events)
        {
            await outbox.FollowAsync(clientId, eventId, cancellationToken);
        }

        return !isInGrace;
    }

    /// <summary>Those that have to be given grace, and all that are in it. Who removed a number wants none.</summary>
    private async Task<(Subscription[] Granted, HashSet<string> Kept)> GrantAsync(
        ClientState state,
        DateOnly day,
        CancellationToken cancellationToken)
    {
        var wanted = RenewClient.Ending(state, day).Where(subscription => subscription.RemovedAt is null).ToArray();
        var last = wanted is [] ? null : await grace.EndAsync(state, day, Today, cancellationToken);
        return last is null
            ? ([], [])
            : (
            [
                .. wanted.Where(subscription => subscription.GraceUntil != last)
                    .Take(MostAtOnce)
                    .Select(subscription => subscription with { GraceUntil = last }),
            ],
            [.. wanted.Select(subscription => subscription.Phone)]);
    }

    private async Task<bool> TryEndAsync(
        ClientState state,
        Subscription[] ending,
        Run run,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (run.MayHaveEvents)
        {
            await SkipExistingAsync(state.Id, run, cancellationToken);
        }

        run.MayHaveEvents = true;
        var today = BusinessDay.FromInstant(now);
        var record = new EventRecord(EventKind.SubscriptionsEnded, now) { Day = run.Day };
        var commit = new Commit(state)
            .Save(ending.Select(subscription => (subscription with { GraceUntil = null }).ExpireBy(today)))
            .Tell(run.EventId, record);
        if (!await states.TryCommitAsync(commit, cancellationToken))
        {
            return false;
        }

        run.Take();
        return true;
    }

    /// <summary>Goes on to the first part without an event; those that were not followed will be.</summary>
    private async Task SkipExistingAsync(string clientId, Run run, CancellationToken cancellationToken)
    {
        while (await states.FindEventAsync(clientId, run.EventId, cancellationToken) is { Value: var existing })
        {
            run.Take(isFollowed: existing.IsFollowed);
        }
    }

    /// <summary>
    /// How far the day's subscriptions of a client are ended: each commit has an event of its own, since each is told
    /// to others.
    /// </summary>
    private sealed class Run(DateOnly day)
    {
        private int _part = 1;

        public DateOnly Day { get; } = day;

        /// <summary>Whether an earlier attempt may have written some.</summary>
        public bool MayHaveEvents { get; set; }

        /// <summary>Those that are to be followed.</summary>
        public List<string> Events { get; } = [];

        /// <summary>The event of the next commit.</summary>
        public string EventId =>
            string.Create(CultureInfo.InvariantCulture, $"ended-{Day:yyyy-MM-dd}") + (_part == 1 ? "" : $"-{_part}");

        /// <summary>That event is there.</summary>
        public void Take(bool isFollowed = false)
        {
            if (!isFollowed)
            {
                Events.Add(EventId);
            }

            _part++;
        }
    }
}
