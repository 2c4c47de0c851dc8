using Billing;
using Functions.Catalog;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Orders;

/// <summary>
/// Pays what customers have ordered, now that money has come: one order after the other, each in a commit of its own,
/// until the balance does not suffice. No order overtakes another. Safe to repeat: an order ends once.
/// </summary>
public sealed class ServeOrders(
    ClientStates states,
    InvoiceRows invoices,
    KeyedCommits commits,
    Tariffs tariffs,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>What is done of one order.</summary>
    /// <param name="GoesOn">Whether the next one is to be looked at.</param>
    private sealed record Step(bool GoesOn);

    /// <summary>Serves orders.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="named">The invoice that the money named: its order comes first; null if it named none.</param>
    /// <param name="moneyOn">The day of the money, by the bank; today if no money came.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(string clientId, long? named, DateOnly? moneyOn, CancellationToken cancellationToken)
    {
        Step step;
        do
        {
            step = await states.WithRetriesAsync(
                clientId,
                state => TryNextAsync(state, named, moneyOn, cancellationToken),
                cancellationToken);
        }
        while (step.GoesOn);
    }

    /// <summary>What would become of an order now.</summary>
    public OrderDecision Preview(ClientState state, Order order, DateOnly? moneyOn)
    {
        ArgumentNullException.ThrowIfNull(state);
        var now = time.GetUtcNow();
        var today = BusinessDay.FromInstant(now);
        var facts = new OrderState(state.Account!, state.Subscriptions, tariffs.Find, moneyOn ?? today);
        return OrderDecision.Decide(facts, order, now);
    }

    private async Task<Step?> TryNextAsync(
        ClientState state,
        long? named,
        DateOnly? moneyOn,
        CancellationToken cancellationToken)
    {
        if (Order.InTurn(state.Orders, named).FirstOrDefault() is not { } order)
        {
            return new Step(GoesOn: false);
        }

        return Preview(state, order, moneyOn) switch
        {
            OrderDecision.Paid paid => await EndAsync(state, order, paid.Charge, cancellationToken),
            OrderDecision.Closed => await EndAsync(state, order, charge: null, cancellationToken),
            _ => new Step(GoesOn: false),
        };
    }

    private async Task<Step?> EndAsync(
        ClientState state,
        Order order,
        Charge? charge,
        CancellationToken cancellationToken)
    {
        var stored = await invoices.FindAsync(state.Id, order.Invoice, cancellationToken)
            ?? throw new DamagedRowException(
                nameof(Tables.Clients),
                state.Id,
                RowKeys.Invoice(order.Invoice),
                "it is missing, and an order is for it");
        var call = new KeyedCall(OrderDecision.EventIdOf(order), order.PlacedAt.ToString("O", null));
        await commits.SendMessageAsync(state.Id, call, cancellationToken);
        var status = charge is null ? OrderStatus.Closed : OrderStatus.Paid;
        var commit = new Commit(state, call.Stamp)
            .Delete(order)
            .Update(stored, stored.Value with { Order = status });
        if (charge is not null)
        {
            commit.Save(charge.Account).Add(charge.Entry).Save(charge.Subscriptions);
        }

        var kind = charge is null ? EventKind.OrderClosed : EventKind.Payment;
        var record = new EventRecord(kind, time.GetUtcNow()) { Invoice = order.Invoice };
        var result = await commits.TryCommitAsync(state, commit, record, charge?.Entry, call, cancellationToken);
        if (result is { IsOwn: true, Entry: { } entry })
        {
            metrics.Paid(state.Id, entry);
        }

        return result switch
        {
            null => null,
            { IsOwn: false, Event: var ended } => await ForgetAsync(state.Id, ended, cancellationToken),
            _ => new Step(GoesOn: true),
        };
    }

    /// <summary>
    /// The event of an order says that it has ended, so that it waits no more, whatever its row says: else it would be
    /// served again and again, and nothing behind it.
    /// </summary>
    private async Task<Step> ForgetAsync(string clientId, EventRecord ended, CancellationToken cancellationToken)
    {
        return await states.WithRetriesAsync(clientId, TryAsync, cancellationToken);

        async Task<Step?> TryAsync(ClientState state)
        {
            if (state.Orders.FirstOrDefault(order => order.Invoice == ended.Invoice) is not { } order
                || await invoices.FindAsync(clientId, order.Invoice, cancellationToken) is not { } invoice)
            {
                return new Step(GoesOn: true);
            }

            var status = ended.Kind == EventKind.Payment ? OrderStatus.Paid : OrderStatus.Closed;
            var commit = new Commit(state).Delete(order).Update(invoice, invoice.Value with { Order = status });
            return await states.TryCommitAsync(commit, cancellationToken) ? new Step(GoesOn: true) : null;
        }
    }
}
