using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>
/// What an entry is about: a closed set of cases, one for each <see cref="EntryKind"/>; a payment has two, for one
/// number and for several.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TopUpDetails), "top-up")]
[JsonDerivedType(typeof(PaymentDetails), "payment")]
[JsonDerivedType(typeof(GroupPaymentDetails), "group-payment")]
[JsonDerivedType(typeof(CorrectionDetails), "correction")]
[JsonDerivedType(typeof(ReturnDetails), "return")]
public abstract record EntryDetails
{
    private protected EntryDetails()
    {
    }

    /// <summary>The case.</summary>
    [JsonIgnore]
    public abstract EntryKind Kind { get; }

    /// <summary>What clients read, Russian.</summary>
    [JsonIgnore]
    public abstract string Description { get; }

    /// <summary>Every field, in the order in which the entry's hash covers them.</summary>
    internal abstract IReadOnlyList<string> HashedFields { get; }

    private protected static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>A subscription paid.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">What was paid for.</param>
/// <param name="TariffName">Its name on that day, Russian.</param>
/// <param name="Months">Calendar months, 1–12.</param>
/// <param name="PeriodStart">The first day paid for.</param>
/// <param name="PaidThrough">The last day paid for.</param>
public sealed record PaymentDetails(
    string Phone,
    string TariffId,
    string TariffName,
    int Months,
    DateOnly PeriodStart,
    DateOnly PaidThrough) : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Payment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description =>
        Billing.Description.OfPayment(Phone, TariffName, PeriodStart, PaidThrough);

    internal override IReadOnlyList<string> HashedFields =>
    [
        Phone,
        TariffId,
        TariffName,
        Months.ToString(CultureInfo.InvariantCulture),
        Day(PeriodStart),
        Day(PaidThrough),
    ];
}

/// <summary>Several subscriptions paid with one debit.</summary>
/// <param name="Items">Two or more, each for another number; their amounts add up to the entry's.</param>
public sealed record GroupPaymentDetails(IReadOnlyList<PaidItem> Items) : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Payment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfPayments(Items);

    internal override IReadOnlyList<string> HashedFields =>
    [
        .. Items.SelectMany(item => new[]
        {
            item.Phone,
            item.TariffId,
            item.TariffName,
            item.Months.ToString(CultureInfo.InvariantCulture),
            Day(item.PeriodStart),
            Day(item.PaidThrough),
            item.Amount.ToString(),
        }),
    ];

    /// <summary>Whether the items are the same, one by one.</summary>
    public bool Equals(GroupPaymentDetails? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}
