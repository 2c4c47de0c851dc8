using Billing;
using Functions.Catalog;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Renewals;

/// <summary>
/// Charges the next month of numbers whose last paid day is over, as far as the balance suffices: all of them with one
/// debit. Safe to repeat: what is renewed ends on a later day.
/// </summary>
public sealed class RenewClient(
    ClientStates states,
    KeyedCommits commits,
    Tariffs tariffs,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>What is done of it.</summary>
    /// <param name="GoesOn">Whether there may be more to renew.</param>
    /// <param name="DoneBefore">The event of numbers that another run renewed; null if it was this one.</param>
    private sealed record Step(bool GoesOn, string? DoneBefore = null);

    /// <summary>Renews the numbers of a client that are paid through a day, which has passed.</summary>
    public async Task RunAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        string? doneBefore = null;
        for (var goesOn = true; goesOn;)
        {
            var step = await states.WithRetriesAsync(
                clientId,
                state => TryAsync(state, day, cancellationToken),
                cancellationToken);
            if (step.DoneBefore is { } eventId && eventId == doneBefore)
            {
                // They are renewed, says the event, and not, say their rows: charging them again would not help.
                throw new DamagedRowException(
                    nameof(Tables.Clients),
                    clientId,
                    RowKeys.Event(eventId),
                    "its numbers are not renewed");
            }

            (goesOn, doneBefore) = (step.GoesOn, step.DoneBefore);
        }
    }

    /// <summary>The numbers of a client that are paid through a day, and have not ended.</summary>
    public static IEnumerable<Subscription> Ending(ClientState state, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Subscriptions.Values.Where(subscription =>
            subscription.Status == SubscriptionStatus.Paid && subscription.PaidThrough == day);
    }

    private async Task<Step?> TryAsync(ClientState state, DateOnly day, CancellationToken cancellationToken)
    {
        if (state.Account is not { } account
            || RenewalPlan.For(account, Ending(state, day), tariffs.Find, day) is not { Renewed: not [] } plan)
        {
            return new Step(GoesOn: false);
        }

        var call = new KeyedCall(plan.EventId, HashedText.Key(plan.Amount.ToString()));
        var now = time.GetUtcNow();
        var charge = Charge.Book(account, plan.Renewed, plan.EventId, PaymentCause.Renewal, now);
        await commits.SendMessageAsync(state.Id, call, cancellationToken);
        var commit = new Commit(state, call.Stamp)
            .Save(charge.Account)
            .Add(charge.Entry)
            .Save(charge.Subscriptions);
        var record = new EventRecord(EventKind.Payment, now);
        var result = await commits.TryCommitAsync(state, commit, record, charge.Entry, call, cancellationToken);
        if (result is { IsOwn: true })
        {
            metrics.Paid(state.Id, charge.Entry);
        }

        return result is null ? null : new Step(GoesOn: true, result.IsOwn ? null : plan.EventId);
    }
}
