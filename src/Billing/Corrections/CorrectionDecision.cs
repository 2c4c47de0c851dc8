namespace Billing;

/// <summary>A request to undo an entry, or a part of it.</summary>
/// <param name="EventId">The event that the correction will be booked with.</param>
/// <param name="Entry">The number of the entry.</param>
/// <param name="Amount">How much, above zero; all that is not undone yet if null.</param>
/// <param name="Reason">Why, Russian: the client reads it.</param>
/// <param name="Operator">Who decided it.</param>
public sealed record CorrectionCommand(string EventId, long Entry, Money? Amount, string Reason, string Operator);

/// <summary>
/// What becomes of a correction: a closed set of cases. A correction undoes an entry: it takes a top-up away, gives a
/// payment back to the account, takes a return that did not arrive back in, or undoes an earlier correction. The
/// reversal of a top-up is not undone: its money belongs to nobody since, and may be on another account. What can be
/// done about it is to take the debt that it left from the balance.
/// </summary>
public abstract record CorrectionDecision
{
    private CorrectionDecision()
    {
    }

    /// <summary>Booked: everything here is written in one commit.</summary>
    public sealed record Booked(Account Account, Entry Entry) : CorrectionDecision;

    /// <summary>The account has no such entry.</summary>
    public sealed record NoSuchEntry : CorrectionDecision;

    /// <summary>So much of the entry cannot be undone; <paramref name="Left"/> can.</summary>
    public sealed record TooMuch(Money Left) : CorrectionDecision;

    /// <summary>The reversal of a top-up that left no debt, or none any more.</summary>
    public sealed record NoDebt : CorrectionDecision;

    /// <summary>The account would fall below zero; only the reversal of a top-up may leave a debt.</summary>
    public sealed record InsufficientFunds(Money Amount, Money Balance) : CorrectionDecision;

    /// <summary>The balance would be more than can be held.</summary>
    public sealed record BalanceTooLarge : CorrectionDecision;

    /// <summary>Decides a correction. A frozen account can be corrected: that may be what it waits for.</summary>
    /// <param name="account">The account.</param>
    /// <param name="history">All its entries.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of booking.</param>
    public static CorrectionDecision Decide(
        Account account,
        EntryHistory history,
        CorrectionCommand command,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(command);
        if (history.Find(command.Entry) is not { } undone)
        {
            return new NoSuchEntry();
        }

        if (undone.IsReversal && undone.Left == Money.Zero)
        {
            return new NoDebt();
        }

        var amount = command.Amount ?? undone.Left;
        if (amount > undone.Left || amount <= Money.Zero)
        {
            return new TooMuch(undone.Left);
        }

        var (change, debt) = (undone.TakesAway ? -amount : amount, undone.IsReversal ? -amount : Money.Zero);
        if (undone is { Kind: EntryKind.TopUp, IsReversal: false } && amount > account.Balance)
        {
            // Never below zero: what was spent before the mistake was found is owed.
            (change, debt) = (-account.Balance, amount - account.Balance);
        }

        if (account.Balance + change < Money.Zero)
        {
            return new InsufficientFunds(amount, account.Balance);
        }

        if (!account.CanHold(change))
        {
            return new BalanceTooLarge();
        }

        var details = new CorrectionDetails(command.Entry, command.Reason)
        {
            Operator = command.Operator,
            Undoes = undone.Kind,
            Debt = debt == Money.Zero ? null : debt,
        };
        var (after, entry) = account.Append(change, command.EventId, details, now);
        return new Booked(after, entry);
    }
}
