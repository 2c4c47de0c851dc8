using Billing;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.TopUps;

/// <summary>Books money that came in: once, however often it is asked for.</summary>
public sealed class BookTopUp(
    Lookups lookups,
    ClientStates states,
    InvoiceRows invoices,
    KeyedCommits commits,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>Books a top-up to a client's account, and to the invoice that it is for.</summary>
    /// <param name="clientId">The client of the account.</param>
    /// <param name="request">The money.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TopUpResult> RunAsync(string clientId, TopUpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = new KeyedCall(request.EventId, request.Hash);
        return states.WithRetriesAsync(
            clientId,
            state => TryAsync(state, request, call, cancellationToken),
            cancellationToken);
    }

    private async Task<TopUpResult?> TryAsync(
        ClientState state,
        TopUpRequest request,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        if (state.Account is not { } account || account.Number != request.AccountNumber)
        {
            throw new DamagedRowException(
                nameof(Tables.Lookups),
                state.Id,
                RowKeys.Account,
                "the account's look-up leads to a client that does not have it");
        }

        var open = await invoices.OpenAsync(state.Id, cancellationToken);
        var paid = InvoiceAllocation.Choose(
            [.. open.Select(stored => stored.Value)],
            request.Amount,
            request.InvoiceSequence);
        var command = request.ToCommand(paid is { } share ? new(share.Invoice.Sequence, share.Amount) : null);
        if (TopUpDecision.Decide(account, command, time.GetUtcNow()) is not TopUpDecision.Booked booked)
        {
            // Unless this repeats a top-up that was booked: then that top-up.
            return await commits.FindAsync(state.Id, call, cancellationToken) is { } existing
                ? ResultOf(state.Id, existing)
                : new TopUpResult.BalanceTooLarge();
        }

        if (call.Message is null)
        {
            // A bank's id is unique over all accounts, but a client's partition knows only its own.
            var externalId = request.Details.ExternalId;
            if (!await lookups.TryTakeMovementAsync(externalId, state.Id, cancellationToken))
            {
                return new TopUpResult.IdReused();
            }

            await commits.SendMessageAsync(state.Id, call, cancellationToken);
        }

        var commit = new Commit(state, call.Stamp).Save(booked.Account).Add(booked.Entry);
        if (paid is { } taken)
        {
            var stored = open.First(each => each.Value == taken.Invoice);
            commit.Update(stored, taken.Invoice with { Received = taken.Invoice.Received + taken.Amount });
        }

        var record = new EventRecord(EventKind.TopUp, booked.Entry.At);
        var result = await commits.TryCommitAsync(state, commit, record, booked.Entry, call, cancellationToken);
        return result is null ? null : ResultOf(state.Id, result);
    }

    private TopUpResult ResultOf(string clientId, KeyedResult result)
    {
        if (!result.IsSame)
        {
            return new TopUpResult.IdReused();
        }

        if (result.IsOwn)
        {
            metrics.ToppedUp(clientId, result.Entry!);
        }

        return new TopUpResult.Booked(result.Entry!, result.IsOwn);
    }
}
