namespace Billing;

/// <summary>A request to give money back to the bank account that it came from.</summary>
/// <param name="EventId">The event that the return will be booked with.</param>
/// <param name="TopUp">The number of the entry by which the money came in.</param>
/// <param name="Amount">How much, above zero; all that is left of the top-up if null.</param>
/// <param name="Purpose">The purpose of the payment order, made from the amount.</param>
/// <param name="Reason">Why, Russian: the client reads it.</param>
/// <param name="Operator">Who decided it.</param>
public sealed record ReturnCommand(
    string EventId,
    long TopUp,
    Money? Amount,
    Func<Money, TopUpDetails, string> Purpose,
    string Reason,
    string Operator);

/// <summary>
/// What becomes of a return: a closed set of cases. Money goes only to the account that it came from, and at most what
/// is unspent of it.
/// </summary>
public abstract record ReturnDecision
{
    private ReturnDecision()
    {
    }

    /// <summary>Booked: everything here is written in one commit.</summary>
    public sealed record Booked(Account Account, Entry Entry) : ReturnDecision;

    /// <summary>The account has no such top-up.</summary>
    public sealed record NoSuchTopUp : ReturnDecision;

    /// <summary>Nobody knows which bank account the money came from.</summary>
    public sealed record UnknownPayer : ReturnDecision;

    /// <summary>The account's payments are stopped until a mismatch is cleared up.</summary>
    public sealed record UnderReview : ReturnDecision;

    /// <summary>So much is not left of the top-up; <paramref name="Left"/> is.</summary>
    public sealed record TooMuch(Money Left) : ReturnDecision;

    /// <summary>Decides a return.</summary>
    /// <param name="account">The account.</param>
    /// <param name="history">All its entries.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of booking.</param>
    public static ReturnDecision Decide(
        Account account,
        EntryHistory history,
        ReturnCommand command,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(command);
        if (account.IsFrozen)
        {
            return new UnderReview();
        }

        if (history.FindTopUp(command.TopUp) is not { } topUp)
        {
            return new NoSuchTopUp();
        }

        if (topUp.Order is not { PayerAccount: { } payerAccount } order)
        {
            return new UnknownPayer();
        }

        var left = history.ReturnableOf(command.TopUp);
        var amount = command.Amount ?? left;
        if (amount > left || amount <= Money.Zero)
        {
            return new TooMuch(left);
        }

        var details = new ReturnDetails(
            command.TopUp,
            new(topUp.Payer, order.PayerInn, payerAccount, order.PayerBic),
            command.Purpose(amount, topUp),
            command.Reason,
            command.Operator);
        var (after, entry) = account.Append(-amount, command.EventId, details, now);
        return new Booked(after, entry);
    }
}
