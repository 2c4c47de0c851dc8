using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What an entry is about: a closed set of cases, one for each <see cref="EntryKind"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TopUpDetails), "top-up")]
[JsonDerivedType(typeof(PaymentDetails), "payment")]
[JsonDerivedType(typeof(CorrectionDetails), "correction")]
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

/// <summary>Money that came in.</summary>
/// <param name="ExternalId">The sender's id of the movement.</param>
/// <param name="ReceivedAt">When the bank received it.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Purpose">What the payer wrote.</param>
public sealed record TopUpDetails(string ExternalId, DateTimeOffset ReceivedAt, string Payer, string Purpose)
    : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.TopUp;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfTopUp(Payer, Purpose);

    internal override IReadOnlyList<string> HashedFields =>
        [ExternalId, ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), Payer, Purpose];
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

/// <summary>An earlier entry put right.</summary>
/// <param name="Corrects">The number of that entry.</param>
/// <param name="Reason">Why, Russian: the client reads it.</param>
public sealed record CorrectionDetails(long Corrects, string Reason) : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Correction;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfCorrection(Corrects, Reason);

    internal override IReadOnlyList<string> HashedFields =>
        [Corrects.ToString(CultureInfo.InvariantCulture), Reason];
}
