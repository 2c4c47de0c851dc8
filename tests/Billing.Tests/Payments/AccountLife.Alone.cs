namespace Billing.Tests;

/// <summary>What happens without the customer: orders that money serves, nights that renew and end.</summary>
internal sealed partial class AccountLife
{
    private readonly List<Order> _orders = [];
    private long _lastOrder;

    private Tariff? TariffById(string id) => _tariffs.FirstOrDefault(tariff => tariff.Id == id);

    /// <summary>Orders some numbers through an end of month, at today's prices.</summary>
    private void PlaceOrder(Happening happening)
    {
        var tariff = TariffOf(happening.Size);
        var items = PhonesOf(happening)
            .Select(phone => Quote.For(tariff, SubscriptionOf(phone, tariff.Id), happening.Size, Today))
            .Select(quote => new OrderItem(
                quote.Phone,
                tariff.Id,
                tariff.Name,
                new(tariff.MonthlyPrice, quote.Percent),
                quote.PeriodStart,
                quote.PaidThrough))
            .ToArray();
        if (_orders.Count < Order.MaxPerClient)
        {
            _orders.Add(new(++_lastOrder, _now, Today.AddDays(5), items));
            ServeOrders(named: null);
        }
    }

    private void ServeOrders(long? named)
    {
        while (Order.InTurn(_orders, named).FirstOrDefault() is { } order)
        {
            var state = new OrderState(_account, _subscriptions, TariffById, Today);
            switch (OrderDecision.Decide(state, order, _now))
            {
                case OrderDecision.Paid { Charge: var charge }:
                    Assert.True(-charge.Entry.Amount <= _account.Balance);
                    CheckHeldPrices(order, charge.Entry);
                    Assert.True(TryCommit(charge.Account, charge.Entry));
                    NotePayment(charge.Entry, charge.Subscriptions);
                    Met.Add("order");
                    break;
                case OrderDecision.Closed:
                    Met.Add("closed order");
                    break;
                case OrderDecision.InsufficientFunds refusal:
                    Assert.True(refusal.Missing > Money.Zero);
                    return;
                case var other:
                    Assert.Fail($"Unexpected {other}");
                    return;
            }

            _orders.Remove(order);
        }
    }

    /// <summary>While the price is held nobody pays more than it, whatever the price is now.</summary>
    private void CheckHeldPrices(Order order, Entry entry)
    {
        foreach (var paid in entry.PaidItems.Where(_ => Today <= order.ValidUntil))
        {
            var item = order.Items.Single(each => each.Phone == paid.Phone);
            var promised = new Tariff(item.TariffId, item.TariffName, item.Held.Monthly);
            var number = SubscriptionOf(paid.Phone, item.TariffId);
            Assert.True(paid.Amount <= Quote.For(promised, number, paid.Months, item.Held.Percent, Today).Amount);
        }
    }

    private void SwitchRenewal(string phone)
    {
        if (_subscriptions.GetValueOrDefault(phone) is { RemovedAt: null } subscription)
        {
            var price = TariffById(subscription.NextTariffId)!.MonthlyPrice;
            _subscriptions[phone] = subscription with
            {
                Renewal = subscription.Renewal is null ? new(_now, price) : null,
            };
        }
    }

    /// <summary>The nights after every last paid day that is over, earliest first, however late it is.</summary>
    private void EndDays()
    {
        ServeOrders(named: null);
        while (_subscriptions.Values
            .Where(each => each.Status == SubscriptionStatus.Paid && each.PaidThrough < Today)
            .Min(each => each.PaidThrough) is { } day)
        {
            var ending = _subscriptions.Values
                .Where(each => each.Status == SubscriptionStatus.Paid && each.PaidThrough == day)
                .ToArray();
            var plan = RenewalPlan.For(_account, ending, TariffById, day);
            if (plan.Renewed.Count > 0)
            {
                var charge = Charge.Book(_account, plan.Renewed, plan.EventId, PaymentCause.Renewal, _now);
                Assert.Equal(plan.Amount, -charge.Entry.Amount);
                Assert.True(TryCommit(charge.Account, charge.Entry));
                NotePayment(charge.Entry, charge.Subscriptions);
                Met.Add("renewal");
            }

            foreach (var left in ending.Where(each => _subscriptions[each.Phone].PaidThrough == day))
            {
                // Nobody whose number is to go on is cut off with the money there.
                Assert.False(left.Renewal is { AtMost: var most }
                    && TariffById(left.NextTariffId) is { MonthlyPrice: var price }
                    && price <= most && price <= _account.Balance);
                _subscriptions[left.Phone] = left.ExpireBy(Today);
            }
        }
    }
}
