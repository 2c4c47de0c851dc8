namespace Billing;

/// <summary>What becomes of money that came in: a closed set of cases.</summary>
public abstract record TopUpDecision
{
    private TopUpDecision()
    {
    }

    /// <summary>Booked: everything here is written in one commit.</summary>
    public sealed record Booked(TopUp TopUp, Account Account, Entry Entry) : TopUpDecision;

    /// <summary>Booked before by the same request.</summary>
    public sealed record Replayed(TopUp TopUp) : TopUpDecision;

    /// <summary>The external id was used by another request.</summary>
    public sealed record KeyReused : TopUpDecision;

    /// <summary>Decides a top-up. An account under review takes money in: only what goes out is stopped.</summary>
    /// <param name="account">The account that it is for.</param>
    /// <param name="existing">The top-up with this external id, if it is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of booking.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not above zero.</exception>
    /// <exception cref="InvalidOperationException">The balance would be more than can be held.</exception>
    public static TopUpDecision Decide(Account account, TopUp? existing, TopUpCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(command);
        if (existing is not null)
        {
            return existing.RequestHash == command.RequestHash ? new Replayed(existing) : new KeyReused();
        }

        var (after, entry) = account.Append(EntryKind.TopUp, command.Amount, command.Id, Description.Of(command), now);
        var topUp = new TopUp(
            command.Id,
            command.ExternalId,
            command.RequestHash,
            command.Amount,
            command.ReceivedAt,
            command.Payer,
            command.Purpose,
            entry.At,
            after.Balance);
        return new Booked(topUp, after, entry);
    }
}
