using System.Globalization;
using Billing;
using Functions.Orders;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Subscriptions;

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
    // Beside the subscriptions a commit holds an event; a transaction takes 100 rows.
    private const int MostAtOnce = 99;

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
        // Most clients have few numbers: the event is looked up only when there can be one.
        var ended = 0;
        var mayHaveEvent = false;
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
                        || await TryEndAsync(state, ending, day, mayHaveEvent, cancellationToken);
                    mayHaveEvent = true;
                    ended += isCommitted ? ending.Length : 0;
                    isDone = ending.Length < MostAtOnce;
                    return isCommitted ? state : null;
                },
                cancellationToken);
        }

        // A redelivery that finds them ended has it followed, if it was not.
        if (ended > 0
            || await states.FindEventAsync(clientId, EventIdOf(day), cancellationToken) is { Value.IsFollowed: false })
        {
            await outbox.FollowAsync(clientId, EventIdOf(day), cancellationToken);
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
        DateOnly day,
        bool mayHaveEvent,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var existing = mayHaveEvent ? await states.FindEventAsync(state.Id, EventIdOf(day), cancellationToken) : null;
        var commit = new Commit(state);
        foreach (var subscription in ending)
        {
            commit.Save((subscription with { GraceUntil = null }).ExpireBy(BusinessDay.FromInstant(now)));
        }

        // With more than 99 numbers the next commit writes the event of the first again.
        var record = new EventRecord(EventKind.SubscriptionsEnded, now) { Day = day };
        commit.Add(EventIdOf(day), record, existing?.Version);
        return await states.TryCommitAsync(commit, cancellationToken);
    }

    private static string EventIdOf(DateOnly day) => "ended-" + day.ToString("O", CultureInfo.InvariantCulture);
}
