namespace Billing;

/// <summary>How far a ledger has been verified.</summary>
/// <param name="Number">The last verified entry; 0 before the first.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="Hash">Its hash.</param>
public sealed record Checkpoint(long Number, Money Balance, string Hash)
{
    /// <summary>Before the first entry of an account.</summary>
    public static Checkpoint Start(string accountNumber) => new(0, Money.Zero, Entry.OpeningHash(accountNumber));
}

/// <summary>
/// Verifies a ledger as a fold over its entries, oldest first, from any checkpoint, in constant memory. It finds every change made
/// to stored entries, unless all later entries and the account itself were rewritten to match.
/// </summary>
public static class Reconciliation
{
    /// <summary>Verifies one entry.</summary>
    /// <returns>The checkpoint after it; or the same checkpoint, and what is wrong, English, naming the entry.</returns>
    public static (Checkpoint Next, string? Mismatch) Step(Checkpoint at, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(entry);
        return MismatchOf(at, entry) is { } mismatch
            ? (at, mismatch)
            : (new(entry.Number, entry.BalanceAfter, entry.Hash), null);
    }

    /// <summary>Whether the account ends where its ledger does.</summary>
    /// <returns>What is wrong, English; null if nothing is.</returns>
    public static string? Close(Checkpoint at, Account account)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(account);
        return at switch
        {
            _ when at.Number != account.LastEntry => $"The ledger ends with entry {at.Number}, the account with entry {account.LastEntry}.",
            _ when at.Hash != account.LastHash => $"The account's hash is not that of entry {at.Number}.",
            _ when at.Balance != account.Balance => $"The balance after entry {at.Number} is {at.Balance}, the account's is {account.Balance}.",
            _ => null,
        };
    }

    private static string? MismatchOf(Checkpoint at, Entry entry) => entry switch
    {
        _ when entry.Number != at.Number + 1 => $"Entry {entry.Number} follows entry {at.Number}.",
        _ when entry.PreviousHash != at.Hash => $"Entry {entry.Number} does not continue the chain.",
        _ when entry.Hash != entry.ComputeHash() => $"The hash of entry {entry.Number} does not fit its content.",
        _ when entry.BalanceAfter.Kopecks != (Int128)at.Balance.Kopecks + entry.Amount.Kopecks =>
            $"Entry {entry.Number} changes {at.Balance} by {entry.Amount} and has a balance of {entry.BalanceAfter}.",
        _ when entry.BalanceAfter < Money.Zero => $"The balance after entry {entry.Number} is negative: {entry.BalanceAfter}.",
        _ => null,
    };
}
