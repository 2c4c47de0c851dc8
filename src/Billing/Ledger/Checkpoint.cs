namespace Billing;

/// <summary>How far a ledger was verified.</summary>
/// <param name="Number">The last verified entry; 0 before the first.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="Hash">Its hash.</param>
public sealed record Checkpoint(long Number, Money Balance, string Hash)
{
    /// <summary>Before the first entry of an account.</summary>
    public static Checkpoint Start(string accountNumber) => new(0, Money.Zero, Entry.OpeningHash(accountNumber));
}
