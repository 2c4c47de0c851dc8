using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>A number taken off the list: the whole months after the current one are not paid for any more.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">The tariff of the last day that stays paid for.</param>
/// <param name="PaidThrough">That day, the last of a month.</param>
/// <param name="Percent">The discount that the months which are kept have.</param>
/// <param name="Charges">The entries that charged the months which are given back, newest first.</param>
public sealed record RemovalDetails(
    string Phone,
    string TariffId,
    DateOnly PaidThrough,
    int Percent,
    IReadOnlyList<long> Charges) : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Removal;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfRemoval(Phone, PaidThrough);

    internal override IReadOnlyList<string> HashedFields =>
    [
        Phone,
        TariffId,
        Day(PaidThrough),
        Percent.ToString(CultureInfo.InvariantCulture),
        .. Charges.Select(entry => entry.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Whether all fields are the same, and the charges one by one.</summary>
    public bool Equals(RemovalDetails? other) =>
        other is not null && HashedFields.SequenceEqual(other.HashedFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Phone, PaidThrough);
}
