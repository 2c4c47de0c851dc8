namespace Billing;

/// <summary>All that an order is decided from, beside the order.</summary>
/// <param name="Account">The client's account.</param>
/// <param name="Subscriptions">The client's numbers, by phone.</param>
/// <param name="TariffOf">The tariff of an id as it is sold today; null if it is not.</param>
/// <param name="MoneyOn">The day, by the bank, of the money that has come.</param>
public sealed record OrderState(
    Account Account,
    IReadOnlyDictionary<string, Subscription> Subscriptions,
    Func<string, Tariff?> TariffOf,
    DateOnly MoneyOn);

/// <summary>What becomes of an order: a closed set of cases. The same function previews what is missing.</summary>
public abstract record OrderDecision
{
    private OrderDecision()
    {
    }

    /// <summary>Paid: everything here is written in one commit.</summary>
    public sealed record Paid(Charge Charge) : OrderDecision;

    /// <summary>The balance lacks something, and nothing is taken.</summary>
    public sealed record InsufficientFunds(Money Amount, Money Balance) : OrderDecision
    {
        /// <summary>What is missing.</summary>
        public Money Missing => Amount - Balance;
    }

    /// <summary>
    /// There is nothing left to pay for: all of it is paid, its days are over, it is not sold any more, or the client
    /// has as many numbers as there may be. The money stays on the account.
    /// </summary>
    public sealed record Closed : OrderDecision;

    /// <summary>The account's payments are stopped until a mismatch is cleared up.</summary>
    public sealed record UnderReview : OrderDecision;

    /// <summary>The event that an order is paid, or closed, with: an order ends once.</summary>
    public static string EventIdOf(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return "order-" + order.Invoice.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Decides on an order.</summary>
    public static OrderDecision Decide(OrderState state, Order order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        var today = BusinessDay.FromInstant(now);
        var numbers = new List<(Subscription Subscription, Quote Quote)>();
        foreach (var item in order.Items)
        {
            var subscription = state.Subscriptions.GetValueOrDefault(item.Phone)
                ?? Subscription.Unpaid(item.Phone, item.TariffId);
            var isHeld = state.MoneyOn <= order.ValidUntil;
            if (item.QuoteOn(subscription, state.TariffOf(item.TariffId), isHeld, today) is { } quote)
            {
                numbers.Add((subscription, quote));
            }
        }

        var added = numbers.Count(number => !state.Subscriptions.ContainsKey(number.Subscription.Phone));
        var amount = numbers.Aggregate(Money.Zero, (sum, number) => sum + number.Quote.Amount);
        return state.Account switch
        {
            _ when numbers is [] || state.Subscriptions.Count + added > Subscription.MaxPerClient => new Closed(),
            { IsFrozen: true } => new UnderReview(),
            var account when amount > account.Balance => new InsufficientFunds(amount, account.Balance),
            var account => new Paid(Charge.Book(account, numbers, EventIdOf(order), PaymentCause.Order, now)),
        };
    }
}
