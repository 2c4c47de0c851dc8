using System.Text;
using Billing;
using Functions.Failures;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.TopUps;

/// <summary>Books money that came in: once, however often it is reported.</summary>
public sealed class BookTopUp(
    Lookups lookups,
    ClientStates states,
    EventOutbox outbox,
    FailureLog failures,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>Books a top-up.</summary>
    public async Task<Outcome> RunAsync(TopUpForm form, CancellationToken cancellationToken)
    {
        var (request, problem) = TopUpRequest.Check(form, time.GetUtcNow());
        if (request is null)
        {
            return problem!;
        }

        if (await lookups.FindAccountAsync(request.AccountNumber, cancellationToken) is not { } clientId)
        {
            return Problems.AccountNotFound;
        }

        var attempt = new Attempt(request);
        return await states.WithRetriesAsync(
            clientId,
            state => TryAsync(state, attempt, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// The same from a queue message. One that is refused would be refused again: operators are told why at once. Only
    /// a fault is left to the queue to try again.
    /// </summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var (form, problem) = JsonBody.Parse(BytesOf(message), ApiJson.Default.TopUpForm);
        var outcome = form is null ? problem! : await RunAsync(form, cancellationToken);
        if (outcome.Problem is { } refusal)
        {
            var clientId = AccountNumber.IsValid(form?.AccountNumber)
                ? await lookups.FindAccountAsync(form!.AccountNumber!, cancellationToken)
                : null;
            var reason = TopUpRefusal.Reason(form, refusal);
            await failures.RecordTextAsync(QueueNames.TopUps, message, clientId, reason, cancellationToken);
        }
    }

    /// <summary>
    /// Connectors put JSON into the queue as it is, or as base64, as many queue clients do by themselves.
    /// </summary>
    private static byte[] BytesOf(string message)
    {
        message = message.TrimStart('\uFEFF');
        var decoded = new byte[message.Length];
        return Convert.TryFromBase64String(message, decoded, out var length)
            ? decoded[..length]
            : Encoding.UTF8.GetBytes(message);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        Attempt attempt,
        CancellationToken cancellationToken)
    {
        var request = attempt.Request;
        if (state.Account is not { } account || account.Number != request.AccountNumber)
        {
            throw new DamagedRowException(
                nameof(Tables.Lookups),
                state.Id,
                RowKeys.Account,
                "the account's look-up leads to a client that does not have it");
        }

        if (TopUpDecision.Decide(account, request.ToCommand(), time.GetUtcNow()) is not TopUpDecision.Booked booked)
        {
            return await RefuseAsync(state.Id, attempt, cancellationToken);
        }

        if (attempt.Message is null)
        {
            // A bank's id is unique over all accounts, but a client's partition knows only its own.
            var externalId = request.Details.ExternalId;
            if (!await lookups.TryTakeMovementAsync(externalId, state.Id, cancellationToken))
            {
                return Problems.IdempotencyKeyReused;
            }

            attempt.Message = await outbox.SendAsync(state.Id, request.EventId, cancellationToken);
        }

        return await CommitAsync(state, booked, attempt.Message, attempt, cancellationToken);
    }

    /// <summary>The balance cannot hold it; unless this repeats a top-up that was booked: then that top-up.</summary>
    private async Task<Outcome?> RefuseAsync(string clientId, Attempt attempt, CancellationToken cancellationToken)
    {
        var existing = await states.FindEventAsync(clientId, attempt.Request.EventId, cancellationToken);
        if (existing is { Value.Kind: EventKind.TopUp })
        {
            return await RepeatAsync(clientId, existing, attempt, cancellationToken);
        }

        if (attempt.Message is { } message)
        {
            await outbox.CancelAsync(message, cancellationToken);
        }

        return BalanceTooLarge();
    }

    private async Task<Outcome?> CommitAsync(
        ClientState state,
        TopUpDecision.Booked booked,
        OutboxMessage message,
        Attempt attempt,
        CancellationToken cancellationToken)
    {
        var request = attempt.Request;
        var record = new EventRecord(EventKind.TopUp, booked.Entry.At)
        {
            RequestHash = request.Hash,
            Entry = booked.Entry.Number,
        };
        var commit = new Commit(state, attempt.Stamp)
            .Save(booked.Account)
            .Add(booked.Entry)
            .Add(request.EventId, record, attempt.Tombstone?.Version);
        outbox.ThrowIfLate(message);
        if (await states.TryCommitAsync(commit, cancellationToken))
        {
            metrics.ToppedUp(state.Id, booked.Entry);
            return new Outcome(201, BodyOf(request, booked.Entry));
        }

        var existing = await states.FindEventAsync(state.Id, request.EventId, cancellationToken);
        if (existing is { Value.Kind: EventKind.Abandoned })
        {
            // Its message was given up: the commit needs another one, and takes the tombstone's place.
            attempt.Message = await outbox.SendAsync(state.Id, request.EventId, cancellationToken);
            attempt.Tombstone = existing;
            return null;
        }

        return existing is null ? null : await RepeatAsync(state.Id, existing, attempt, cancellationToken);
    }

    /// <summary>The top-up that was booked under the id, from its entry.</summary>
    private async Task<Outcome> RepeatAsync(
        string clientId,
        Stored<EventRecord> existing,
        Attempt attempt,
        CancellationToken cancellationToken)
    {
        if (existing.Value.RequestHash != attempt.Request.Hash)
        {
            return Problems.IdempotencyKeyReused;
        }

        var entry = await states.FindEntryAsync(clientId, existing.Value.Entry!.Value, cancellationToken)
            ?? throw new DamagedRowException(nameof(Tables.Clients), clientId, existing.RowKey, "it has no entry");
        if (existing.Stamp != attempt.Stamp)
        {
            return Outcome.Ok(BodyOf(attempt.Request, entry));
        }

        metrics.ToppedUp(clientId, entry);
        return new Outcome(201, BodyOf(attempt.Request, entry));
    }

    private static Problem BalanceTooLarge()
    {
        var errors = new FieldErrors();
        errors.Add("amount.amount", "С этой суммой баланс больше, чем может храниться.");
        return Problems.ValidationFailed(errors);
    }

    private static TopUpBody BodyOf(TopUpRequest request, Entry entry) => new(
        request.Id,
        request.Details.ExternalId,
        request.AccountNumber,
        MoneyBody.From(entry.Amount),
        MoneyBody.From(entry.BalanceAfter),
        request.Details.ReceivedAt);

    /// <summary>One call: what stays the same, and what was found out, over its attempts to commit.</summary>
    private sealed class Attempt(TopUpRequest request)
    {
        public TopUpRequest Request { get; } = request;

        public string Stamp { get; } = Commit.NewStamp();

        public OutboxMessage? Message { get; set; }

        public Stored<EventRecord>? Tombstone { get; set; }
    }
}
