using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Subscriptions;

/// <summary>
/// Puts a number on the list, or changes its tariff or label; what is paid stays paid, and what is left out stays.
/// </summary>
public sealed class ChooseTariff(
    ClientStates states,
    KeyedCommits commits,
    Tariffs tariffs,
    TimeProvider time)
{
    /// <summary>Does so.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        ConnectionForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var number = SubscriptionFields.Phone(form.Phone, errors);
        var tariff = form.Tariff is null ? null : SubscriptionFields.Tariff(tariffs, form.Tariff, errors);
        var label = SubscriptionFields.Label(form.Label, errors);
        var call = KeyedCall.WithoutKey("chosen-tariff");
        return errors.Any
            ? Problems.ValidationFailed(errors)
            : await states.WithRetriesAsync(clientId, TryAsync, cancellationToken);

        async Task<Outcome?> TryAsync(ClientState state)
        {
            if (!state.BelongsTo(widgetAccount))
            {
                return Problems.NotFound;
            }

            var before = state.Subscriptions.GetValueOrDefault(number);
            if (before is null && state.Subscriptions.Count >= Subscription.MaxPerClient)
            {
                return Problems.TooManyConnections;
            }

            if ((tariff?.Id ?? before?.NextTariffId) is not { } tariffId)
            {
                SubscriptionFields.AddUnknownTariff(errors);
                return Problems.ValidationFailed(errors);
            }

            var chosen = (before ?? Subscription.Unpaid(number, tariffId)).Choose(tariffId);
            chosen = form.Label is null ? chosen : chosen with { Label = label };
            var now = time.GetUtcNow();
            var today = BusinessDay.FromInstant(now);
            var commit = new Commit(state, call.Stamp).Save(chosen);
            var record = new EventRecord(EventKind.SubscriptionChanged, now);
            return await commits.TryTellAsync(state, commit, record, call, cancellationToken)
                ? new Outcome(before is null ? 201 : 200, ConnectionBody.From(chosen, today))
                : null;
        }
    }
}
