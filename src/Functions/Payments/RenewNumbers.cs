using Billing;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>Switches the renewal of numbers on, with the password, and off, without.</summary>
public sealed class RenewNumbers(
    Confirm confirm,
    ClientStates states,
    KeyedCommits commits,
    Tariffs tariffs,
    TimeProvider time)
{
    /// <summary>Switches it on, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        ClientAccess access,
        string? key,
        RenewalForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = RenewalRequest.Check(key, form, tariffs);
        return request is null ? problem! : await confirm.RunAsync(access, request, cancellationToken);
    }

    /// <summary>Switches it off. Safe to repeat; a number that is not renewed, or not there, stays as it is.</summary>
    public Task<Outcome> StopAsync(ClientAccess access, PhonesForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var phones = RenewalRequest.PhonesOf(form.Phones, errors);
        var call = KeyedCall.WithoutKey("renewals-off");
        return errors.Any
            ? Task.FromResult(Outcome.FromProblem(Problems.ValidationFailed(errors)))
            : states.WithRetriesAsync(access.ClientId, TryAsync, cancellationToken);

        async Task<Outcome?> TryAsync(ClientState state)
        {
            if (access.Refuse(state) is { } refusal)
            {
                return refusal;
            }

            Subscription[] renewed =
            [
                .. phones.Select(phone => state.Subscriptions.GetValueOrDefault(phone))
                    .OfType<Subscription>()
                    .Where(subscription => subscription.Renewal is not null)
                    .Select(subscription => subscription with { Renewal = null }),
            ];
            if (renewed is [])
            {
                return Outcome.NoContent;
            }

            var commit = new Commit(state, call.Stamp).Save(renewed);
            var record = new EventRecord(EventKind.SubscriptionChanged, time.GetUtcNow());
            return await commits.TryTellAsync(state, commit, record, call, cancellationToken)
                ? Outcome.NoContent
                : null;
        }
    }
}
