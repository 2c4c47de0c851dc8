namespace Billing;

public abstract partial record PaymentDecision
{
    /// <summary>Decides whether an order may wait for money.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="order">What is to be paid for.</param>
    /// <param name="waiting">How many orders of the client wait already.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of the request.</param>
    public static PaymentDecision Decide(
        PaymentState state,
        Order order,
        int waiting,
        bool? passwordIsRight,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        return waiting >= Order.MaxPerClient
            ? new TooManyOrders()
            : Confirm(state, passwordIsRight, now, confirmed => new OrderPlaced(confirmed.Account, order));
    }
}
