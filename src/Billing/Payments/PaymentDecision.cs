namespace Billing;

/// <summary>What becomes of a payment: a closed set of cases. Only <see cref="Paid"/> and <see cref="WrongPassword"/> change anything.</summary>
public abstract record PaymentDecision
{
    private PaymentDecision()
    {
    }

    /// <summary>Paid: everything here is written in one commit.</summary>
    public sealed record Paid(Payment Payment, Account Account, Entry Entry, Connection Connection, Lockout Lockout) : PaymentDecision;

    /// <summary>Paid before by the same request.</summary>
    public sealed record Replayed(Payment Payment) : PaymentDecision;

    /// <summary>The key was used by another request.</summary>
    public sealed record KeyReused : PaymentDecision;

    /// <summary>The account's payments are stopped until a mismatch is cleared up.</summary>
    public sealed record UnderReview : PaymentDecision;

    /// <summary>The amount is not what the payment costs now, or what was agreed to is paid already and the next period would be another.</summary>
    public sealed record PriceChanged(Quote Quote) : PaymentDecision;

    /// <summary>The balance does not suffice.</summary>
    public sealed record InsufficientFunds(Money Amount, Money Balance) : PaymentDecision
    {
        /// <summary>What is missing.</summary>
        public Money Shortfall => Amount - Balance;
    }

    /// <summary>Too many wrong passwords; this one was not looked at.</summary>
    public sealed record Locked(DateTimeOffset Until) : PaymentDecision;

    /// <summary>The password is right, but no longer accepted.</summary>
    public sealed record PasswordExpired : PaymentDecision;

    /// <summary>The password is wrong: the lockout is written.</summary>
    public sealed record WrongPassword(Lockout Lockout) : PaymentDecision;

    /// <summary>
    /// Decides a payment. A replay comes first, so that repeating a request never asks for anything again; the password comes after
    /// all that is cheaper to find out, and is asked at most once.
    /// </summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="passwordIsRight">Verifies the password; slow.</param>
    /// <param name="now">The moment of payment.</param>
    /// <exception cref="ArgumentException">The connection is not the command's, or the months are out of range.</exception>
    public static PaymentDecision Decide(PaymentState state, PaymentCommand command, Func<bool> passwordIsRight, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(passwordIsRight);

        if (command.Phone != state.Connection.Phone)
        {
            throw new ArgumentException("The connection is not the one to be paid.", nameof(state));
        }

        if (state.Existing is { } existing)
        {
            return existing.RequestHash == command.RequestHash ? new Replayed(existing) : new KeyReused();
        }

        if (state.Account.UnderReview)
        {
            return new UnderReview();
        }

        var quote = Quote.For(command.Tariff, state.Connection, command.Months, BusinessDay.Of(now));
        return quote switch
        {
            _ when quote.Amount != command.Amount || (command.PeriodStart ?? quote.PeriodStart) != quote.PeriodStart => new PriceChanged(quote),
            _ when quote.Amount > state.Account.Balance => new InsufficientFunds(quote.Amount, state.Account.Balance),
            _ when state.Lockout.IsLocked(now) => new Locked(state.Lockout.LockedUntil!.Value),
            _ when !passwordIsRight() => new WrongPassword(state.Lockout.Fail(now)),
            _ when state.PasswordExpiresAt <= now => new PasswordExpired(),
            _ => Pay(state, command, quote, now),
        };
    }

    private static Paid Pay(PaymentState state, PaymentCommand command, Quote quote, DateTimeOffset now)
    {
        var (account, entry) = state.Account.Append(EntryKind.Payment, -quote.Amount, command.Id, Description.Of(quote), now);
        var payment = new Payment(
            command.Id,
            command.Key,
            command.RequestHash,
            quote.Phone,
            quote.Tariff.Id,
            quote.Months,
            quote.Amount,
            quote.PeriodStart,
            quote.PaidThrough,
            entry.At,
            account.Balance);
        return new(payment, account, entry, state.Connection.Pay(quote), Lockout.None);
    }
}
