using System.Globalization;
using Billing;
using Functions.Emails;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Subscriptions;

/// <summary>
/// Ends a client's subscriptions whose last paid day has passed, or reminds of those that end soon. Keyed by client and
/// day, so that running it twice does no harm.
/// </summary>
public sealed class ExpireClient(
    ClientStates states,
    ExpiryIndex index,
    EmailOutbox emails,
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
            await EndAsync(clientId, day, cancellationToken);
            await index.RemoveAsync(clientId, day, cancellationToken);
        }
        else if (await index.FindAsync(clientId, day, cancellationToken) is { Value.IsReminded: false } record)
        {
            if (await TryRemindAsync(clientId, day, cancellationToken))
            {
                await index.SetRemindedAsync(record, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Ends them, and has that followed. Those that were renewed have a later day, and a note of their own for it.
    /// </summary>
    private async Task EndAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        // Most clients have few numbers: the event is looked up only when there can be one.
        var ended = 0;
        var mayHaveEvent = false;
        for (var isDone = false; !isDone;)
        {
            await states.WithRetriesAsync<ClientState>(
                clientId,
                async state =>
                {
                    var ending = Ending(state, day).Take(MostAtOnce).ToArray();
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
            commit.Save(subscription.ExpireBy(BusinessDay.FromInstant(now)));
        }

        // With more than 99 numbers the next commit writes the event of the first again.
        var record = new EventRecord(EventKind.SubscriptionsEnded, now) { Day = day };
        commit.Add(EventIdOf(day), record, existing?.Version);
        return await states.TryCommitAsync(commit, cancellationToken);
    }

    /// <returns>False if it is too early: somebody who paid today or yesterday knows how long that lasts.</returns>
    private async Task<bool> TryRemindAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        var state = await states.LoadAsync(clientId, cancellationToken);
        var entries = Ending(state, day).Select(subscription => subscription.LastEntry).ToArray();
        if (entries.Length == 0)
        {
            return true;
        }

        var newest = await states.FindEntryAsync(clientId, entries.Max(), cancellationToken);
        if (newest is not null && BusinessDay.FromInstant(newest.At) >= Today.AddDays(-1))
        {
            return false;
        }

        var email = new Email(EmailIds.OfReminder(day), EmailKind.SubscriptionsEnd) { Day = day };
        await emails.AnnounceAsync(clientId, email, cancellationToken);
        return true;
    }

    private static IEnumerable<Subscription> Ending(ClientState state, DateOnly day) =>
        state.Subscriptions.Values.Where(subscription =>
            subscription.Status == SubscriptionStatus.Paid && subscription.PaidThrough == day);

    private static string EventIdOf(DateOnly day) => "ended-" + day.ToString("O", CultureInfo.InvariantCulture);
}
