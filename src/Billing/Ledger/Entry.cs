using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>One immutable line of an account's ledger, tied by its hash to the line before it.</summary>
/// <param name="Number">1, 2, 3 … without gaps.</param>
/// <param name="At">When it was booked, UTC.</param>
/// <param name="Amount">The change: positive is money in.</param>
/// <param name="BalanceAfter">The balance with this entry counted.</param>
/// <param name="EventId">The event that this entry was booked with; no two entries of an account have the same.</param>
/// <param name="Details">Everything else that is known of it.</param>
/// <param name="PreviousHash">Hash of the entry before; of the account's opening for the first.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, over everything above.</param>
public sealed record Entry(
    long Number,
    DateTimeOffset At,
    Money Amount,
    Money BalanceAfter,
    string EventId,
    EntryDetails Details,
    string PreviousHash,
    string Hash)
{
    /// <summary>Why the balance changed; stored beside the details, so that storage can select by it.</summary>
    public EntryKind Kind => Details.Kind;

    /// <summary>What clients read in their history, Russian.</summary>
    [JsonIgnore]
    public string Description => Details.Description;

    /// <summary>What was paid for, number by number; empty if the entry is no payment.</summary>
    [JsonIgnore]
    public IReadOnlyList<PaidItem> PaidItems => Details switch
    {
        PaymentDetails one =>
        [
            new(one.Phone, one.TariffId, one.TariffName, one.Months, one.PeriodStart, one.PaidThrough, -Amount)
            {
                Price = one.Price,
            },
        ],
        GroupPaymentDetails several => several.Items,
        _ => [],
    };

    /// <summary>The hash that an entry of this content has to have.</summary>
    public string ComputeHash() => HashedText.Sha256(
    [
        Number.ToString(CultureInfo.InvariantCulture),
        At.UtcTicks.ToString(CultureInfo.InvariantCulture),
        Kind.Code(),
        Amount.ToString(),
        BalanceAfter.ToString(),
        EventId,
        .. Details.HashedFields,
        PreviousHash,
    ]);

    /// <summary>
    /// What the first entry of an account follows: a hash over the number, so that no account's ledger passes for
    /// another's.
    /// </summary>
    internal static string OpeningHash(string accountNumber) => HashedText.Sha256(["account", accountNumber]);
}
