using Billing;
using Functions.Storage;

namespace Functions.Invoices;

/// <summary>Decides on an invoice from what is stored of a client.</summary>
public sealed class DecideInvoice(InvoiceRows invoices, Seller seller)
{
    /// <summary>Decides.</summary>
    /// <param name="state">A client with a cabinet.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of issue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<InvoiceDecision> RunAsync(
        ClientState state,
        InvoiceCommand command,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var facts = new InvoiceState(
            state.Account!,
            state.Subscriptions,
            InvoiceBuyer.FromRequisites(state.Client!.Requisites),
            (await invoices.OpenAsync(state.Id, cancellationToken)).Count,
            await invoices.LastNumberAsync(state.Id, cancellationToken),
            seller.TermsOn(BusinessDay.FromInstant(now)));
        return InvoiceDecision.Decide(facts, command, now);
    }
}
