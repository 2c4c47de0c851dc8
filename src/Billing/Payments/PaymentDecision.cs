namespace Billing;

/// <summary>A request to pay for subscriptions from the balance, with one debit.</summary>
/// <param name="EventId">The event that the payment will be booked with.</param>
/// <param name="Items">One for each number, 1–<see cref="MaxItems"/>; no number twice.</param>
public sealed record PaymentCommand(string EventId, IReadOnlyList<PaymentItem> Items)
{
    /// <summary>
    /// Most numbers of a payment: a transaction has 100 rows, and account, entry, event and cabinet are four.
    /// </summary>
    public const int MaxItems = 96;
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

/// <summary>All that a payment is decided from.</summary>
/// <param name="Account">The payer's account.</param>
/// <param name="Subscriptions">The payer's numbers, by phone.</param>
/// <param name="PasswordExpiresAt">
/// The moment from which the password is no longer accepted; null if it stays.
/// </param>
public sealed record PaymentState(
    Account Account,
    IReadOnlyDictionary<string, Subscription> Subscriptions,
    DateTimeOffset? PasswordExpiresAt)
{
    internal Subscription SubscriptionOf(string phone, Tariff tariff) =>
        Subscriptions.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, tariff.Id);
}

/// <summary>
/// What becomes of a payment: a closed set of cases. Only <see cref="Paid"/> and <see cref="WrongPassword"/> change
/// anything. Whether the same request was paid before is not known here: whoever refuses looks for that first.
/// </summary>
public abstract record PaymentDecision
{
    private PaymentDecision()
    {
    }

    /// <summary>Paid: everything here is written in one commit.</summary>
    public sealed record Paid(Account Account, Entry Entry, IReadOnlyList<Subscription> Subscriptions)
        : PaymentDecision;

    /// <summary>All else is in order: now the password has to be verified.</summary>
    public sealed record PasswordNeeded : PaymentDecision;

    /// <summary>The tariff of an item, counted from 0, is not on sale.</summary>
    public sealed record UnknownTariff(int Item) : PaymentDecision;

    /// <summary>With the numbers that are new ones there would be more than there may be.</summary>
    public sealed record TooManySubscriptions : PaymentDecision;

    /// <summary>The account's payments are stopped until a mismatch is cleared up.</summary>
    public sealed record UnderReview : PaymentDecision;

    /// <summary>
    /// An amount is not what that number costs now, or what was agreed to is paid already and the next period would
    /// be another. Has the quotes of all numbers.
    /// </summary>
    public sealed record PriceChanged(IReadOnlyList<Quote> Quotes) : PaymentDecision;

    /// <summary>The balance does not suffice.</summary>
    public sealed record InsufficientFunds(Money Amount, Money Balance) : PaymentDecision
    {
        /// <summary>What is missing.</summary>
        public Money Shortfall => Amount - Balance;
    }

    /// <summary>Too many wrong passwords; this one is not looked at.</summary>
    public sealed record Locked(DateTimeOffset Until) : PaymentDecision;

    /// <summary>The password is right, but no longer accepted.</summary>
    public sealed record PasswordExpired : PaymentDecision;

    /// <summary>The password is wrong: the account is written, which counts it.</summary>
    public sealed record WrongPassword(Account Account) : PaymentDecision;

    /// <summary>Decides a payment. The password comes after all that is cheaper to find out.</summary>
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
            _ when account.Lockout.IsLocked(now) => new Locked(account.Lockout.LockedUntil!.Value),
            _ when passwordIsRight is null => new PasswordNeeded(),
            _ when !passwordIsRight.Value => new WrongPassword(
                account with { Lockout = account.Lockout.Fail(now) }),
            _ when state.PasswordExpiresAt <= now => new PasswordExpired(),
            _ => Pay(state, command.EventId, quotes, amount, now),
        };
    }

    private static bool Agrees(PaymentItem item, Quote quote) =>
        item.Amount == quote.Amount && (item.PeriodStart ?? quote.PeriodStart) == quote.PeriodStart;

    private static Paid Pay(
        PaymentState state,
        string eventId,
        IReadOnlyList<Quote> quotes,
        Money amount,
        DateTimeOffset now)
    {
        var (after, entry) = state.Account.Append(-amount, eventId, DetailsOf(quotes), now);
        var today = BusinessDay.FromInstant(now);
        var paid = quotes.Select(quote =>
            state.SubscriptionOf(quote.Phone, quote.Tariff).Pay(quote, entry.Number, today));
        return new(after with { Lockout = Lockout.None }, entry, [.. paid]);
    }

    private static EntryDetails DetailsOf(IReadOnlyList<Quote> quotes) => quotes is [var one]
        ? new PaymentDetails(
            one.Phone,
            one.Tariff.Id,
            one.Tariff.Name,
            one.Months,
            one.PeriodStart,
            one.PaidThrough)
        : new GroupPaymentDetails([.. quotes.Select(PaidItem.FromQuote)]);
}
