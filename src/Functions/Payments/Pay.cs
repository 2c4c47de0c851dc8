using Billing;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Payments;

/// <summary>
/// Pays subscriptions from the balance with one debit: one query, one message beside the password's hash, one
/// transaction.
/// </summary>
/// <remarks>
/// If the answer to the transaction is lost, or another writer came first, all is read and decided again. The event
/// under the caller's key keeps it from being paid twice: the transaction adds it, or meets the one that is there.
/// </remarks>
public sealed class Pay(
    ClientStates states,
    KeyedCommits commits,
    HashingPool hashing,
    GuessTurns turns,
    Tariffs tariffs,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>Pays, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        string? key,
        PaymentForm form,
        CancellationToken cancellationToken)
    {
        var (request, problem) = PaymentRequest.Check(key, form);
        if (request is null)
        {
            return problem!;
        }

        using var turn = await turns.WaitAsync(clientId, cancellationToken);
        if (turn is null)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        var attempt = new PaymentAttempt(request, request.ToCommand(tariffs), time.GetUtcNow());
        return await states.WithRetriesAsync(
            clientId,
            state => TryAsync(state, widgetAccount, attempt, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        string widgetAccount,
        PaymentAttempt attempt,
        CancellationToken cancellationToken)
    {
        if (!state.BelongsTo(widgetAccount))
        {
            return Problems.NotFound;
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
            PaymentDecision.Paid paid => await CommitAsync(state, paid, attempt, cancellationToken),
            PaymentDecision.WrongPassword wrong
                when !await states.TryCommitAsync(new Commit(state).Save(wrong.Account), cancellationToken) => null,
            _ => await RefuseAsync(state, decision, attempt, cancellationToken),
        };
    }

    private static PaymentDecision Decide(PaymentState facts, Cabinet cabinet, PaymentAttempt attempt) =>
        PaymentDecision.Decide(facts, attempt.Command, attempt.IsRight(cabinet), attempt.Now);

    /// <summary>Verifies the password, and sends the message that goes before the commit meanwhile.</summary>
    /// <returns>False if too many passwords wait to be verified.</returns>
    private async Task<bool> TryVerifyAsync(
        ClientState state,
        Cabinet cabinet,
        PaymentAttempt attempt,
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
        PaymentDecision.Paid paid,
        PaymentAttempt attempt,
        CancellationToken cancellationToken)
    {
        var commit = new Commit(state, attempt.Stamp)
            .Save(paid.Account)
            .Add(paid.Entry)
            .Save(paid.Subscriptions);
        if (attempt.BetterHash is { } betterHash)
        {
            commit.Save(state.Cabinet! with { PasswordHash = betterHash });
        }

        var result = await commits.TryCommitAsync(
            state,
            commit,
            new EventRecord(EventKind.Payment, paid.Entry.At),
            paid.Entry,
            attempt,
            cancellationToken);
        return result is null ? null : Answer(state.Id, result);
    }

    /// <summary>A refusal, unless this repeats a payment that already succeeded: then that payment.</summary>
    private async Task<Outcome> RefuseAsync(
        ClientState state,
        PaymentDecision decision,
        PaymentAttempt attempt,
        CancellationToken cancellationToken)
    {
        return await commits.FindAsync(state.Id, attempt, cancellationToken) is { } result
            ? Answer(state.Id, result)
            : PaymentAnswers.Refused(decision, attempt.Request, attempt.Now);
    }

    /// <summary>The payment that was made under the key, from its entry: whatever has changed since.</summary>
    private Outcome Answer(string clientId, KeyedResult result)
    {
        if (!result.IsSame)
        {
            return Problems.IdempotencyKeyReused;
        }

        if (!result.IsOwn)
        {
            return PaymentAnswers.Repeated(result.Entry!);
        }

        metrics.Paid(clientId, result.Entry!);
        return PaymentAnswers.Paid(clientId, result.Entry!);
    }
}
