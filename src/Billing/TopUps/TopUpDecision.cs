namespace Billing;

/// <summary>A request to book money that came in.</summary>
/// <param name="EventId">The event that it will be booked with.</param>
/// <param name="Amount">How much, above zero.</param>
/// <param name="Details">What is known of it.</param>
public sealed record TopUpCommand(string EventId, Money Amount, TopUpDetails Details);

/// <summary>
/// What becomes of money that came in: a closed set of cases. Whether it was booked before is not known here: the
/// commit meets the event then.
/// </summary>
public abstract record TopUpDecision
{
    private TopUpDecision()
    {
    }

    /// <summary>Booked: everything here is written in one commit.</summary>
    public sealed record Booked(Account Account, Entry Entry) : TopUpDecision;

    /// <summary>The balance would be more than can be held.</summary>
    public sealed record BalanceTooLarge : TopUpDecision;

    /// <summary>Decides a top-up. A frozen account takes money in: only what goes out is stopped.</summary>
    /// <param name="account">The account that it is for.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of booking.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not above zero.</exception>
    public static TopUpDecision Decide(Account account, TopUpCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(command);
        if (!account.CanHold(command.Amount))
        {
            return new BalanceTooLarge();
        }

        var (after, entry) = account.Append(command.Amount, command.EventId, command.Details, now);
        return new Booked(after, entry);
    }
}
