using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Storage;

namespace Functions.Invoices;

/// <summary>Takes an invoice back, as long as no money has come for it. Safe to repeat.</summary>
public sealed class VoidInvoice(ClientStates states, InvoiceRows invoices, AwaitedSums awaited, TimeProvider time)
{
    /// <summary>Takes it back, or says why not.</summary>
    public Task<Outcome> RunAsync(ClientAccess access, string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        return states.WithRetriesAsync(
            access.ClientId,
            state => TryAsync(state, access, number, cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        ClientAccess access,
        string number,
        CancellationToken cancellationToken)
    {
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        if (await invoices.FindAsync(state, number, cancellationToken) is not { } stored)
        {
            return Problems.NotFound;
        }

        var invoice = stored.Value;
        if (invoice.VoidedAt is not null)
        {
            return Outcome.Ok(InvoiceBody.From(invoice));
        }

        if (invoice.Received > Money.Zero)
        {
            return Problems.InvoicePaid;
        }

        var order = state.Orders.FirstOrDefault(order => order.Invoice == invoice.Sequence);
        var voided = invoice with
        {
            VoidedAt = time.GetUtcNow(),
            Order = order is null ? invoice.Order : OrderStatus.Cancelled,
        };
        var commit = new Commit(state).Update(stored, voided);
        if (order is not null)
        {
            commit.Delete(order);
        }

        if (!await states.TryCommitAsync(commit, cancellationToken))
        {
            return null;
        }

        await awaited.RemoveAsync(state.Id, invoice.Sequence, invoice.Missing, cancellationToken);
        return Outcome.Ok(InvoiceBody.From(voided));
    }
}
