using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

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
    /// <summary>The terms of the payment; null in entries older than this field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaidPrice? Price { get; init; }

    /// <summary>Why it was made without the customer; null if the customer was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentCause? Cause { get; init; }

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
        .. PaidPrice.HashedFieldsOf(Price),
        .. Cause is { } cause ? ["cause", cause.Code()] : Array.Empty<string>(),
    ];
}

/// <summary>Several subscriptions paid with one debit.</summary>
/// <param name="Items">Two or more, each for another number; their amounts add up to the entry's.</param>
public sealed record GroupPaymentDetails(IReadOnlyList<PaidItem> Items) : EntryDetails
{
    /// <summary>Why it was made without the customer; null if the customer was there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentCause? Cause { get; init; }

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
        }.Concat(PaidPrice.HashedFieldsOf(item.Price))),
        .. Cause is { } cause ? ["cause", cause.Code()] : Array.Empty<string>(),
    ];

    /// <summary>Whether the items are the same, one by one.</summary>
    public bool Equals(GroupPaymentDetails? other) =>
        other is not null && Cause == other.Cause && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}
