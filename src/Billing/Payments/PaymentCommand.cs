namespace Billing;

/// <summary>A request to pay for subscriptions from the balance, with one debit.</summary>
/// <param name="EventId">The event that the payment will be booked with.</param>
/// <param name="Items">One for each number, 1–<see cref="MaxItems"/>; no number twice.</param>
public sealed record PaymentCommand(string EventId, IReadOnlyList<PaymentItem> Items)
{
    /// <summary>
    /// Most numbers of a payment: a transaction has 100 rows, and a column 32,768 characters for what was paid for.
    /// </summary>
    public const int MaxItems = 80;
}

/// <summary>One number's part of it.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">What is paid for, at today's price; null if it is not on sale.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="Amount">What the caller was shown and agreed to.</param>
/// <param name="PeriodStart">The first day of the period that was shown; null if that is left to the service.</param>
public sealed record PaymentItem(
    string Phone,
    Tariff? Tariff,
    int Months,
    Money Amount,
    DateOnly? PeriodStart = null);

public abstract partial record PaymentDecision
{
    /// <summary>Decides a payment.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of payment.</param>
    /// <exception cref="ArgumentException">The months are out of range.</exception>
    public static PaymentDecision Decide(
        PaymentState state,
        PaymentCommand command,
        bool? passwordIsRight,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        var account = state.Account;
        if (account.IsFrozen)
        {
            return new UnderReview();
        }

        if (command.Items.Index().FirstOrDefault(each => each.Item.Tariff is null) is { Item: not null } unknown)
        {
            return new UnknownTariff(unknown.Index);
        }

        if (command.Items.Count(item => !state.Subscriptions.ContainsKey(item.Phone)) is > 0 and var added
            && state.Subscriptions.Count + added > Subscription.MaxPerClient)
        {
            return new TooManySubscriptions();
        }

        var today = BusinessDay.FromInstant(now);
        var quotes = command.Items
            .Select(item => Quote.For(
                item.Tariff!,
                state.SubscriptionOf(item.Phone, item.Tariff!),
                item.Months,
                today))
            .ToArray();
        var amount = quotes.Aggregate(Money.Zero, (sum, quote) => sum + quote.Amount);
        return state switch
        {
            _ when !command.Items.Zip(quotes).All(pair => Agrees(pair.First, pair.Second)) => new PriceChanged(quotes),
            _ when amount > account.Balance => new InsufficientFunds(amount, account.Balance),
            _ => Confirm(
                state,
                passwordIsRight,
                now,
                confirmed => Pay(confirmed, command.EventId, quotes, now)),
        };
    }

    private static bool Agrees(PaymentItem item, Quote quote) =>
        item.Amount == quote.Amount && (item.PeriodStart ?? quote.PeriodStart) == quote.PeriodStart;

    private static Paid Pay(
        PaymentState state,
        string eventId,
        IReadOnlyList<Quote> quotes,
        DateTimeOffset now)
    {
        var charge = Charge.Book(
            state.Account,
            [.. quotes.Select(quote => (state.SubscriptionOf(quote.Phone, quote.Tariff), quote))],
            eventId,
            cause: null,
            now);
        return new(charge.Account, charge.Entry, charge.Subscriptions);
    }
}
