using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Payments;

/// <summary>Pays a subscription from the balance: one query, one decision, one transaction.</summary>
/// <remarks>
/// The marker of the receipt is stored, and the idempotency key looked up, while the password is hashed: the customer waits for neither. If the answer to the
/// transaction is lost, or somebody else wrote first, all is read and decided again; the idempotency key keeps it from being paid twice.
/// </remarks>
public sealed class Pay(Tables tables, ClientStates states, Pending pending, Passwords passwords, Tariffs tariffs, Events events, TimeProvider time)
{
    /// <summary>Pays, or says why not.</summary>
    public async Task<Outcome> RunAsync(string widgetAccount, string clientId, string? key, PaymentForm form, CancellationToken stop)
    {
        var (request, problem) = PaymentRequest.Check(key, form, tariffs);
        if (request is null)
        {
            return problem!;
        }

        using var turn = await passwords.TurnAsync(clientId, stop);
        if (turn is null)
        {
            return Problems.TooManyRequests(TimeSpan.FromSeconds(5));
        }

        var now = time.GetUtcNow();
        var attempt = new Attempt(request, request.ToCommand(now), now);
        return await states.DecideAsync(
            clientId,
            state => state.BelongsTo(widgetAccount) ? DecideAsync(state, attempt, stop) : Task.FromResult<Outcome?>(Problems.NotFound),
            stop);
    }

    private async Task<Outcome?> DecideAsync(ClientState state, Attempt attempt, CancellationToken stop)
    {
        if (state is not { Account: { } account, Cabinet: { } cabinet })
        {
            return Problems.CabinetNotReady;
        }

        var command = attempt.Command;
        var known = new PaymentState(account, state.ConnectionOf(command.Phone, command.Tariff), cabinet.Lockout, cabinet.PasswordExpiresAt, Existing: null);
        var decision = PaymentDecision.Decide(known, command, () => true, attempt.Now);

        if (decision is PaymentDecision.Paid or PaymentDecision.PasswordExpired)
        {
            var marking = pending.MarkAsync(Queues.SendLetter, state.Id, LetterId(command.Key), stop);
            var finding = FindAsync(state.Id, command.Key, stop);
            var (right, betterHash) = passwords.Verify(cabinet.PasswordHash, attempt.Request.Password);
            attempt.Work = await marking;
            attempt.Cabinet = betterHash is null ? cabinet : cabinet with { PasswordHash = betterHash };

            // A replay is answered alike whatever the password is: it is no way to try passwords uncounted.
            decision = PaymentDecision.Decide(known with { Existing = await finding }, command, () => right, attempt.Now);
        }
        else
        {
            // What would be refused now may have been paid before: then this is the answer of then.
            decision = PaymentDecision.Decide(known with { Existing = await FindAsync(state.Id, command.Key, stop) }, command, () => true, attempt.Now);
        }

        var written = decision switch
        {
            PaymentDecision.Paid paid => await CommitAsync(state, attempt, paid, stop),
            PaymentDecision.WrongPassword wrong => await states.TryCommitAsync(new Commit(state).Save(cabinet with { Lockout = wrong.Lockout }), stop),
            _ => true,
        };
        return written ? Answer(state, attempt, decision) : null;
    }

    private Task<bool> CommitAsync(ClientState state, Attempt attempt, PaymentDecision.Paid paid, CancellationToken stop) =>
        states.TryCommitAsync(
            new Commit(state)
                .Save(paid.Account)

                // Saved even if unchanged: a wrong password that was counted meanwhile makes this commit fail.
                .Save(attempt.Cabinet! with { Lockout = paid.Lockout })
                .Save(paid.Connection)
                .Add(paid.Entry)
                .Add(paid.Payment)
                .Add(new LetterRow(LetterId(paid.Payment.Key), LetterKind.PaymentReceipt, paid.Payment.Key)),
            stop);

    private Outcome Answer(ClientState state, Attempt attempt, PaymentDecision decision) => decision switch
    {
        PaymentDecision.Paid paid => Paid(state.Id, paid.Payment, paid.Connection, attempt),

        // The answer to this very attempt was lost: to the caller it is the first.
        PaymentDecision.Replayed { Payment: var payment } when payment.Id == attempt.Command.Id => Paid(state.Id, payment, state.Connections[payment.Phone], attempt),
        PaymentDecision.Replayed { Payment: var payment } => Outcome.Ok(Body(payment, state.Connections[payment.Phone], attempt.Now)),
        PaymentDecision.KeyReused => Problems.IdempotencyKeyReused,
        PaymentDecision.UnderReview => Problems.AccountUnderReview,
        PaymentDecision.PriceChanged { Quote: var quote } => Problems.PriceChanged(quote, BusinessDay.EndOf(BusinessDay.Of(attempt.Now))),
        PaymentDecision.InsufficientFunds refusal => Problems.InsufficientFunds(refusal),
        PaymentDecision.Locked { Until: var until } => Problems.CabinetLocked(until - attempt.Now),
        PaymentDecision.WrongPassword { Lockout: var lockout } => Problems.WrongPassword(lockout, attempt.Now),
        PaymentDecision.PasswordExpired => Problems.PasswordExpired,
        _ => throw new InvalidOperationException($"No answer to {decision.GetType().Name}."),
    };

    private Outcome Paid(string clientId, Payment payment, Connection connection, Attempt attempt)
    {
        events.Paid(clientId, payment);
        return new(201, Body(payment, connection, attempt.Now)) { Location = $"/api/clients/{clientId}/payments/{payment.Id}", Work = [attempt.Work!] };
    }

    private static PaymentBody Body(Payment payment, Connection connection, DateTimeOffset now) =>
        PaymentBody.Of(payment) with { Subscription = ConnectionBody.Of(connection, BusinessDay.Of(now)) };

    private static string LetterId(string key) => "receipt-" + RowKeys.Hash(key);

    private async Task<Payment?> FindAsync(string clientId, string key, CancellationToken stop) =>
        await tables.Clients.FindAsync(clientId, RowKeys.PaymentKey(key), stop) is { } row ? History.Payment(row) : null;

    /// <summary>One call: what stays the same, and what is found out, over its attempts to commit.</summary>
    private sealed record Attempt(PaymentRequest Request, PaymentCommand Command, DateTimeOffset Now)
    {
        public Work? Work { get; set; }

        public CabinetRecord? Cabinet { get; set; }
    }
}
