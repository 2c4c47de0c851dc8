using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing;

/// <summary>Why a balance changed.</summary>
public enum EntryKind
{
    /// <summary>Money in.</summary>
    TopUp,

    /// <summary>A subscription paid.</summary>
    Payment,

    /// <summary>An earlier entry put right, in either direction.</summary>
    Correction,
}

/// <summary>One immutable line of an account's ledger, tied by its hash to the line before it.</summary>
/// <param name="Number">1, 2, 3 … without gaps.</param>
/// <param name="At">When it was booked, UTC.</param>
/// <param name="Kind">Why the balance changed.</param>
/// <param name="Amount">The change: positive is money in.</param>
/// <param name="BalanceAfter">The balance with this entry counted.</param>
/// <param name="Reference">Id of the payment or top-up.</param>
/// <param name="Description">For the client, Russian.</param>
/// <param name="PreviousHash">Hash of the entry before; of the account's opening for the first.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, over everything above.</param>
public sealed record Entry(
    long Number,
    DateTimeOffset At,
    EntryKind Kind,
    Money Amount,
    Money BalanceAfter,
    string Reference,
    string Description,
    string PreviousHash,
    string Hash)
{
    /// <summary>The hash that an entry of this content has to have.</summary>
    public string ComputeHash() => HashOf(string.Create(
        CultureInfo.InvariantCulture,
        // Free text goes with its length, so that no two contents are written alike.
        $"{Number}|{At.UtcTicks}|{Kind}|{Amount}|{BalanceAfter}|{Reference.Length}:{Reference}|{Description.Length}:{Description}|{PreviousHash}"));

    /// <summary>What the first entry of an account follows: a hash over the number, so that no account's ledger passes for another's.</summary>
    internal static string OpeningHash(string accountNumber) => HashOf($"account|{accountNumber}");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
