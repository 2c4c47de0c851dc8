namespace Billing;

/// <summary>
/// What becomes of a request that the customer confirms with the cabinet's password: a closed set of cases. Only
/// <see cref="Accepted"/> and <see cref="WrongPassword"/> change anything. Whether the same request was booked before
/// is not known here: whoever refuses looks for that first.
/// </summary>
public abstract partial record PaymentDecision
{
    private PaymentDecision()
    {
    }

    /// <summary>Accepted: everything here is written in one commit.</summary>
    /// <param name="Account">With the count of wrong passwords set back.</param>
    /// <param name="Subscriptions">Those that change.</param>
    public abstract record Accepted(Account Account, IReadOnlyList<Subscription> Subscriptions) : PaymentDecision;

    /// <summary>Booked.</summary>
    public sealed record Paid(Account Account, Entry Entry, IReadOnlyList<Subscription> Subscriptions)
        : Accepted(Account, Subscriptions);

    /// <summary>The order waits for money from now on.</summary>
    public sealed record OrderPlaced(Account Account, Order Order) : Accepted(Account, []);

    /// <summary>As many orders wait as there may be.</summary>
    public sealed record TooManyOrders : PaymentDecision;

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

    /// <summary>The number is not paid for: there is nothing to change.</summary>
    public sealed record NotPaid : PaymentDecision;

    /// <summary>The number was paid for by an older version, on terms that are not known.</summary>
    public sealed record TermsUnknown : PaymentDecision;

    /// <summary>The change of the tariff costs another sum than was agreed to.</summary>
    public sealed record ChangeCostsOther(TariffChangeQuote Quote) : PaymentDecision;

    /// <summary>The removal of the number gives back another sum than was agreed to.</summary>
    public sealed record RemovalGivesOther(RemovalQuote Quote) : PaymentDecision;

    /// <summary>The balance would be more than can be held.</summary>
    public sealed record BalanceTooLarge : PaymentDecision;

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

    /// <summary>The password comes after all that is cheaper to find out.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of the request.</param>
    /// <param name="book">
    /// What is done once the password is right; the account's count of wrong ones is set back.
    /// </param>
    private static PaymentDecision Confirm(
        PaymentState state,
        bool? passwordIsRight,
        DateTimeOffset now,
        Func<PaymentState, Accepted> book)
    {
        var account = state.Account;
        return passwordIsRight switch
        {
            _ when account.Lockout.IsLocked(now) => new Locked(account.Lockout.LockedUntil!.Value),
            null => new PasswordNeeded(),
            false => new WrongPassword(account with { Lockout = account.Lockout.Fail(now) }),
            true when state.PasswordExpiresAt <= now => new PasswordExpired(),
            true => book(state with { Account = account with { Lockout = Lockout.None } }),
        };
    }
}
