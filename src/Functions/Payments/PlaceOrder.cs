using Billing;
using Functions.Cabinets;
using Functions.Http;
using Functions.Storage;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>
/// Takes the customer's word, with the password, that what an invoice is for is to be paid once enough money has come;
/// and lets it be called off.
/// </summary>
public sealed class PlaceOrder(Confirm confirm, ClientStates states, InvoiceRows invoices)
{
    /// <summary>Places the order, or says why not.</summary>
    public async Task<Outcome> RunAsync(
        ClientAccess access,
        string number,
        string? key,
        OrderForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(form);
        if (!IdempotencyKey.IsValid(key))
        {
            return Problems.IdempotencyKeyRequired;
        }

        var errors = new FieldErrors();
        var password = SubscriptionFields.Password(form.Password, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var state = await states.LoadAsync(access.ClientId, cancellationToken);
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        if (await invoices.FindAsync(state, number, cancellationToken) is not { } invoice)
        {
            return Problems.NotFound;
        }

        var request = new OrderRequest(key, invoice, state.Orders.Count, password!);
        var isRepeated = await states.FindEventAsync(state.Id, request.EventId, cancellationToken) is not null;
        return CanBeOrdered(invoice.Value) || isRepeated
            ? await confirm.RunAsync(access, request, cancellationToken)
            : Problems.NothingToOrder;
    }

    /// <summary>Calls it off. Safe to repeat.</summary>
    public Task<Outcome> CancelAsync(ClientAccess access, string number, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        return states.WithRetriesAsync(access.ClientId, TryAsync, cancellationToken);

        async Task<Outcome?> TryAsync(ClientState state)
        {
            if (access.Refuse(state) is { } refusal)
            {
                return refusal;
            }

            if (await invoices.FindAsync(state, number, cancellationToken) is not { } invoice)
            {
                return Problems.NotFound;
            }

            if (state.Orders.FirstOrDefault(order => order.Invoice == invoice.Value.Sequence) is not { } order)
            {
                return invoice.Value.Order is null
                    ? Problems.NothingToOrder
                    : Outcome.Ok(OrderBody.From(invoice.Value));
            }

            var cancelled = invoice.Value with { Order = OrderStatus.Cancelled };
            var commit = new Commit(state).Delete(order).Update(invoice, cancelled);
            return await states.TryCommitAsync(commit, cancellationToken)
                ? Outcome.Ok(OrderBody.From(cancelled))
                : null;
        }
    }

    private static bool CanBeOrdered(Invoice invoice) =>
        invoice is { Items: not [], VoidedAt: null, Order: null or OrderStatus.Cancelled };
}
