using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Payments;

/// <summary>
/// Books what the customer confirms with the cabinet's password, such as a payment: one query, one message beside the
/// password's hash, one transaction.
/// </summary>
/// <remarks>
/// If the answer to the transaction is lost, or another writer came first, all is read and decided again. The event
/// under the caller's key keeps it from being booked twice: the transaction adds it, or meets the one that is there.
/// </remarks>
public sealed class Confirm(
    ClientStates states,
    KeyedCommits commits,
    HashingPool hashing,
    GuessTurns turns,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>Books it, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        ClientAccess access,
        ConfirmedRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        using var turn = await turns.WaitAsync(access.ClientId, cancellationToken);
        if (turn is null)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        var attempt = new ConfirmedAttempt(request, time.GetUtcNow());
        return await states.WithRetriesAsync(
            access.ClientId,
            state => TryAsync(state, access, attempt, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        ClientAccess access,
        ConfirmedAttempt attempt,
        CancellationToken cancellationToken)
    {
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        if (state is not { Account: { } account, Cabinet: { } cabinet })
        {
            return Problems.CabinetNotReady;
        }

        var facts = new PaymentState(account, state.Subscriptions, cabinet.PasswordExpiresAt);
        var decision = Decide(facts, cabinet, attempt);
        if (decision is PaymentDecision.PasswordNeeded)
        {
            if (!await TryVerifyAsync(state, cabinet, attempt, cancellationToken))
            {
                return Problems.TooManyRequests(HashingPool.RetryAfter);
            }

            decision = Decide(facts, cabinet, attempt);
        }

        return decision switch
        {
            PaymentDecision.Accepted accepted => await CommitAsync(state, accepted, attempt, cancellationToken),
            PaymentDecision.WrongPassword wrong
                when !await states.TryCommitAsync(new Commit(state).Save(wrong.Account), cancellationToken) => null,
            _ => await RefuseAsync(state, decision, attempt, cancellationToken),
        };
    }

    private static PaymentDecision Decide(PaymentState facts, Cabinet cabinet, ConfirmedAttempt attempt) =>
        attempt.Request.Decide(facts, attempt.IsRight(cabinet), attempt.Now);

    /// <summary>Verifies the password, and sends the message that goes before the commit meanwhile.</summary>
    /// <returns>False if too many passwords wait to be verified.</returns>
    private async Task<bool> TryVerifyAsync(
        ClientState state,
        Cabinet cabinet,
        ConfirmedAttempt attempt,
        CancellationToken cancellationToken)
    {
        using var permit = hashing.TryEnter(HashingLane.Payments);
        if (permit is null)
        {
            return false;
        }

        var sending = commits.SendMessageAsync(state.Id, attempt, cancellationToken);
        var password = attempt.Request.Password;
        var check = await permit.VerifyAsync(cabinet, password, cancellationToken);
        attempt.SetChecked(cabinet, check);
        await sending;
        return true;
    }

    private async Task<Outcome?> CommitAsync(
        ClientState state,
        PaymentDecision.Accepted accepted,
        ConfirmedAttempt attempt,
        CancellationToken cancellationToken)
    {
        var (request, entry) = (attempt.Request, (accepted as PaymentDecision.Paid)?.Entry);
        var commit = new Commit(state, attempt.Stamp).Save(accepted.Account).Save(accepted.Subscriptions);
        if (entry is not null)
        {
            commit.Add(entry);
        }

        request.Write(commit, accepted);
        if (attempt.BetterHash is { } betterHash)
        {
            commit.Save(state.Cabinet! with { PasswordHash = betterHash });
        }

        var result = await commits.TryCommitAsync(
            state,
            commit,
            request.Describe(new EventRecord(request.Kind, attempt.Now)),
            entry,
            attempt,
            cancellationToken);
        return result is null ? null : Answer(state.Id, request, result);
    }

    /// <summary>A refusal, unless this repeats a call that already succeeded: then what that one did.</summary>
    private async Task<Outcome> RefuseAsync(
        ClientState state,
        PaymentDecision decision,
        ConfirmedAttempt attempt,
        CancellationToken cancellationToken)
    {
        return await commits.FindAsync(state.Id, attempt, cancellationToken) is { } result
            ? Answer(state.Id, attempt.Request, result)
            : Refusals.From(decision, attempt.Request, attempt.Now);
    }

    /// <summary>What was booked under the key, from its entry: whatever has changed since.</summary>
    private Outcome Answer(string clientId, ConfirmedRequest request, KeyedResult result)
    {
        if (!result.IsSame)
        {
            return Problems.IdempotencyKeyReused;
        }

        if (result is { IsOwn: true, Entry.Kind: EntryKind.Payment })
        {
            metrics.Paid(clientId, result.Entry);
        }

        return request.Answer(clientId, result);
    }
}
