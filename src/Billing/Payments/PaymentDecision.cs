namespace Billing;

/// <summary>A request to pay for a subscription from the balance.</summary>
/// <param name="EventId">The event that the payment will be booked with.</param>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">What is paid for, at today's price; null if it is not on sale.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="Amount">What the caller was shown and agreed to.</param>
/// <param name="PeriodStart">The first day of the period that was shown; null if that is left to the service.</param>
public sealed record PaymentCommand(
    string EventId,
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
    DateTimeOffset? PasswordExpiresAt);

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
    public sealed record Paid(Account Account, Entry Entry, Subscription Subscription) : PaymentDecision;

    /// <summary>All else is in order: now the password has to be verified.</summary>
    public sealed record PasswordNeeded : PaymentDecision;

    /// <summary>The tariff is not on sale.</summary>
    public sealed record UnknownTariff : PaymentDecision;

    /// <summary>The number is a new one, and there are as many as there may be.</summary>
    public sealed record TooManySubscriptions : PaymentDecision;

    /// <summary>The account's payments are stopped until a mismatch is cleared up.</summary>
    public sealed record UnderReview : PaymentDecision;

    /// <summary>
    /// The amount is not what the payment costs now, or what was agreed to is paid already and the next period would
    /// be another.
    /// </summary>
    public sealed record PriceChanged(Quote Quote) : PaymentDecision;

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

        if (command.Tariff is not { } tariff)
        {
            return new UnknownTariff();
        }

        if (!state.Subscriptions.TryGetValue(command.Phone, out var subscription))
        {
            if (state.Subscriptions.Count >= Subscription.MaxPerClient)
            {
                return new TooManySubscriptions();
            }

            subscription = Subscription.Unpaid(command.Phone, tariff.Id);
        }

        var quote = Quote.For(tariff, subscription, command.Months, BusinessDay.FromInstant(now));
        var periodStart = command.PeriodStart ?? quote.PeriodStart;
        return quote switch
        {
            _ when quote.Amount != command.Amount || periodStart != quote.PeriodStart => new PriceChanged(quote),
            _ when quote.Amount > account.Balance => new InsufficientFunds(quote.Amount, account.Balance),
            _ when account.Lockout.IsLocked(now) => new Locked(account.Lockout.LockedUntil!.Value),
            _ when passwordIsRight is null => new PasswordNeeded(),
            _ when !passwordIsRight.Value => new WrongPassword(
                account with { Lockout = account.Lockout.Fail(now) }),
            _ when state.PasswordExpiresAt <= now => new PasswordExpired(),
            _ => Pay(account, subscription, command.EventId, quote, now),
        };
    }

    private static Paid Pay(
        Account account,
        Subscription subscription,
        string eventId,
        Quote quote,
        DateTimeOffset now)
    {
        var details = new PaymentDetails(
            quote.Phone,
            quote.Tariff.Id,
            quote.Tariff.Name,
            quote.Months,
            quote.PeriodStart,
            quote.PaidThrough);
        var (after, entry) = account.Append(-quote.Amount, eventId, details, now);
        var paid = subscription.Pay(quote, entry.Number, BusinessDay.FromInstant(now));
        return new(after with { Lockout = Lockout.None }, entry, paid);
    }
}
