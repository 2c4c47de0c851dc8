using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Storage;

namespace Functions.Subscriptions;

/// <summary>Picks a tariff for a number; what is paid stays paid.</summary>
public sealed class ChooseTariff(ClientStates states, Tariffs tariffs, TimeProvider time)
{
    /// <summary>Picks it.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        ConnectionForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var number = SubscriptionFields.Phone(form.Phone, errors);
        var tariff = SubscriptionFields.Tariff(tariffs, form.Tariff, errors);
        return errors.Any
            ? Problems.ValidationFailed(errors)
            : await states.WithRetriesAsync(
                clientId,
                state => TryAsync(state, widgetAccount, number, tariff!, cancellationToken),
                cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        string widgetAccount,
        string phone,
        Tariff tariff,
        CancellationToken cancellationToken)
    {
        if (!state.BelongsTo(widgetAccount))
        {
            return Problems.NotFound;
        }

        var isNew = !state.Subscriptions.ContainsKey(phone);
        if (isNew && state.Subscriptions.Count >= Subscription.MaxPerClient)
        {
            return Problems.TooManyConnections;
        }

        var chosen = state.SubscriptionOf(phone, tariff).Choose(tariff.Id);
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        return await states.TryCommitAsync(new Commit(state).Save(chosen), cancellationToken)
            ? new Outcome(isNew ? 201 : 200, ConnectionBody.From(chosen, today))
            : null;
    }
}
