namespace Billing;

/// <summary>
/// What a customer has confirmed to pay for once enough money has come («Оплатить, когда поступит»). It reserves no
/// money. It stores the day that a number is to be paid through, not months: so a day is never paid for twice.
/// </summary>
/// <param name="Invoice">The invoice that it belongs to: its number in the client's own sequence.</param>
/// <param name="PlacedAt">When it was confirmed, UTC.</param>
/// <param name="ValidUntil">The last day, by the bank, of money for which the held prices are good.</param>
/// <param name="Items">One for each number; no number twice.</param>
public sealed record Order(
    long Invoice,
    DateTimeOffset PlacedAt,
    DateOnly ValidUntil,
    IReadOnlyList<OrderItem> Items)
{
    /// <summary>Most orders of a client that wait for money: every command reads them all.</summary>
    public const int MaxPerClient = 10;

    /// <summary>The order for what an invoice is for.</summary>
    public static Order For(Invoice invoice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return new(
            invoice.Sequence,
            now.ToUniversalTime(),
            invoice.ValidUntil,
            [
                .. invoice.Items.Select(item => new OrderItem(
                    item.Phone,
                    item.TariffId,
                    item.TariffName,
                    new(item.MonthlyPrice, item.Percent ?? 0),
                    item.PeriodStart,
                    item.PaidThrough)),
            ]);
    }

    /// <summary>Orders in the order in which they are served: that which money named first, then by age.</summary>
    public static IEnumerable<Order> InTurn(IEnumerable<Order> orders, long? named) =>
        orders.OrderByDescending(order => order.Invoice == named).ThenBy(order => order.Invoice);
}

/// <summary>One number of an order.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">What is to be paid for.</param>
/// <param name="TariffName">Its name when the price was promised, Russian.</param>
/// <param name="Held">The price that was promised.</param>
/// <param name="From">The first day that was to be paid for.</param>
/// <param name="PaidThrough">The day through which it is to be paid.</param>
public sealed record OrderItem(
    string Phone,
    string TariffId,
    string TariffName,
    PaidPrice Held,
    DateOnly From,
    DateOnly PaidThrough)
{
    /// <summary>
    /// What it costs today; null if it is paid already, or its days are over, or the number is not wanted. Days before
    /// its first were paid for when it was confirmed: if they are no more, more would be charged than was agreed to.
    /// </summary>
    /// <param name="subscription">The number.</param>
    /// <param name="current">The tariff as it is sold today; null if it is not.</param>
    /// <param name="isHeld">Whether the held price is good.</param>
    /// <param name="today">The business day.</param>
    internal Quote? QuoteOn(Subscription subscription, Tariff? current, bool isHeld, DateOnly today)
    {
        var start = subscription.NextStart(today);
        if (subscription.RemovedAt is not null || start < From || start > PaidThrough)
        {
            return null;
        }

        var months = ((PaidThrough.Year - start.Year) * 12) + PaidThrough.Month - start.Month + 1;
        var now = current is null ? null : Quote.For(current, subscription, months, today);
        if (!isHeld)
        {
            return now;
        }

        var promised = new Tariff(TariffId, current?.Name ?? TariffName, Held.Monthly);
        var held = Quote.For(promised, subscription, months, Held.Percent, today);
        return now is not null && now.Amount < held.Amount ? now : held;
    }
}
