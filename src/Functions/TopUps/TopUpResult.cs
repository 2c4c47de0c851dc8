using Billing;

namespace Functions.TopUps;

/// <summary>What became of money that was to be booked: a closed set of cases.</summary>
public abstract record TopUpResult
{
    private TopUpResult()
    {
    }

    /// <summary>It is on the account.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="IsOwn">Whether this very call booked it, and not an earlier one.</param>
    public sealed record Booked(Entry Entry, bool IsOwn) : TopUpResult;

    /// <summary>The id stands for other money.</summary>
    public sealed record IdReused : TopUpResult;

    /// <summary>The balance would be more than can be held.</summary>
    public sealed record BalanceTooLarge : TopUpResult;
}
