using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>An order to pay for what an invoice is for once money comes.</summary>
/// <param name="Key">The caller's idempotency key.</param>
/// <param name="Invoice">The invoice, which can be ordered.</param>
/// <param name="Waiting">How many orders of the client wait already.</param>
/// <param name="Password">Of the cabinet.</param>
public sealed record OrderRequest(string Key, Stored<Invoice> Invoice, int Waiting, Password Password)
    : ConfirmedRequest(
        "order-placed-" + HashedText.Key(Key),
        HashedText.Key(Invoice.Value.Number.ToString()),
        Password,
        EventKind.OrderPlaced)
{
    /// <inheritdoc/>
    public override PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now) =>
        PaymentDecision.Decide(state, Order.For(Invoice.Value, now), Waiting, passwordIsRight, now);

    /// <inheritdoc/>
    public override void Write(Commit commit, PaymentDecision.Accepted decision)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var placed = (PaymentDecision.OrderPlaced)decision;
        commit.Save(placed.Order).Update(Invoice, Invoice.Value with { Order = OrderStatus.Waiting });
    }

    /// <inheritdoc/>
    public override EventRecord Describe(EventRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record with { Invoice = Invoice.Value.Sequence };
    }

    /// <inheritdoc/>
    public override Outcome Answer(string clientId, KeyedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.IsOwn ? 201 : 200, OrderBody.From(Invoice.Value with { Order = OrderStatus.Waiting }));
    }
}
