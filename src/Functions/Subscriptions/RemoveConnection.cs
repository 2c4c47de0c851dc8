using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Subscriptions;

/// <summary>
/// Takes a number off the list. One that was paid for keeps its row, because the ledger has payments for it; choosing a
/// tariff or paying puts it back on the list.
/// </summary>
public sealed class RemoveConnection(ClientStates states, KeyedCommits commits, TimeProvider time)
{
    /// <summary>Takes it off; does nothing if it is not on the list.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        PhoneForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var number = SubscriptionFields.Phone(form.Phone, errors);
        var call = KeyedCall.WithoutKey("removed-number");
        return errors.Any
            ? Problems.ValidationFailed(errors)
            : await states.WithRetriesAsync(clientId, TryAsync, cancellationToken);

        async Task<Outcome?> TryAsync(ClientState state)
        {
            if (!state.BelongsTo(widgetAccount))
            {
                return Problems.NotFound;
            }

            var now = time.GetUtcNow();
            if (state.Subscriptions.GetValueOrDefault(number)?.ExpireBy(BusinessDay.FromInstant(now))
                is not { RemovedAt: null } subscription)
            {
                return Outcome.NoContent;
            }

            // One that is in grace has nothing that could be given back.
            if (subscription.IsPaidOn(BusinessDay.FromInstant(now)))
            {
                return Problems.ConnectionPaid;
            }

            var commit = new Commit(state, call.Stamp);
            commit = subscription.Status == SubscriptionStatus.Unpaid
                ? commit.Delete(subscription)
                : commit.Save(subscription with { RemovedAt = now, Renewal = null });
            var record = new EventRecord(EventKind.SubscriptionChanged, now);
            return await commits.TryTellAsync(state, commit, record, call, cancellationToken)
                ? Outcome.NoContent
                : null;
        }
    }
}
