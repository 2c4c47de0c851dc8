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
        // Most clients have few numbers: events are looked up only when there can be one.
        var run = new Run(day);
        for (var isDone = false; !isDone;)
        {
            await states.WithRetriesAsync<ClientState>(
                clientId,
                async state =>
                {
                    var ending = Ending(state, day).Take(MostAtOnce).ToArray();
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
            .Save(ending.Select(subscription => subscription.ExpireBy(today)))
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
