using Billing;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Invoices;

/// <summary>
/// Issues invoices. The number is the client's last one and one more: the transaction adds the row of that number, or
/// meets another invoice there and decides again, so that there are no gaps.
/// </summary>
public sealed class IssueInvoice(
    ClientStates states,
    InvoiceRows invoices,
    KeyedCommits commits,
    DecideInvoice decideInvoice,
    Tariffs tariffs,
    TimeProvider time)
{
    /// <summary>Issues an invoice, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        ClientAccess access,
        string? key,
        InvoiceForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        var (request, problem) = InvoiceRequest.Check(key, form);
        if (request is null)
        {
            return problem!;
        }

        var call = new KeyedCall(request.EventId, request.Hash);
        return await states.WithRetriesAsync(
            access.ClientId,
            state => TryAsync(state, access, request, call, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        ClientAccess access,
        InvoiceRequest request,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        if (state is not { Client: not null, Account: not null })
        {
            return Problems.CabinetNotReady;
        }

        var now = time.GetUtcNow();
        var decision = await decideInvoice.RunAsync(state, request.ToCommand(tariffs), now, cancellationToken);
        if (decision is not InvoiceDecision.Issued { Invoice: var invoice })
        {
            return await commits.FindAsync(state.Id, call, cancellationToken) is { } existing
                ? await AnswerAsync(access, existing, cancellationToken)
                : Refused(decision);
        }

        await commits.SendMessageAsync(state.Id, call, cancellationToken);
        var commit = new Commit(state, call.Stamp).Add(invoice);
        var record = new EventRecord(EventKind.InvoiceIssued, now) { Invoice = invoice.Sequence };
        var result = await commits.TryCommitAsync(state, commit, record, entry: null, call, cancellationToken);
        return result is null ? null : await AnswerAsync(access, result, cancellationToken);
    }

    private async Task<Outcome> AnswerAsync(
        ClientAccess access,
        KeyedResult result,
        CancellationToken cancellationToken)
    {
        if (!result.IsSame)
        {
            return Problems.IdempotencyKeyReused;
        }

        var sequence = result.Event.Invoice!.Value;
        var invoice = await invoices.FindAsync(access.ClientId, sequence, cancellationToken)
            ?? throw new DamagedRowException(
                nameof(Tables.Clients),
                access.ClientId,
                RowKeys.Invoice(sequence),
                "it is missing");
        var body = InvoiceBodies.Whole(invoice.Value);
        return result.IsOwn
            ? new Outcome(201, body) { Location = $"/api/{access.Path}/invoices/{invoice.Value.Number}" }
            : Outcome.Ok(body);
    }

    private static Problem Refused(InvoiceDecision decision) => decision switch
    {
        InvoiceDecision.UnknownTariff { Item: var item } => SubscriptionFields.UnknownTariff($"items[{item}]."),
        InvoiceDecision.NothingMissing refusal => Problems.NothingMissing(refusal),
        InvoiceDecision.TooManyOpen or _ => Problems.TooManyInvoices,
    };
}
