using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>
/// A number's tariff changed for all days from one on that are paid for already. The entry's amount is
/// <paramref name="Credit"/> − <paramref name="Charge"/>.
/// </summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="TariffId">The new tariff.</param>
/// <param name="TariffName">Its name on that day, Russian.</param>
/// <param name="MonthlyPrice">The price of a whole month of it on that day.</param>
/// <param name="From">The first day of the new tariff.</param>
/// <param name="PaidThrough">The last day that is paid for; it stays.</param>
/// <param name="Credit">What these days had been charged.</param>
/// <param name="Charge">What they are charged now.</param>
/// <param name="Charges">The entries that charged these days, newest first.</param>
public sealed record TariffChangeDetails(
    string Phone,
    string TariffId,
    string TariffName,
    Money MonthlyPrice,
    DateOnly From,
    DateOnly PaidThrough,
    Money Credit,
    Money Charge,
    IReadOnlyList<long> Charges) : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.TariffChange;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description =>
        Billing.Description.OfTariffChange(Phone, TariffName, From, PaidThrough);

    internal override IReadOnlyList<string> HashedFields =>
    [
        Phone,
        TariffId,
        TariffName,
        MonthlyPrice.ToString(),
        Day(From),
        Day(PaidThrough),
        Credit.ToString(),
        Charge.ToString(),
        .. Charges.Select(entry => entry.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Whether all fields are the same, and the charges one by one.</summary>
    public bool Equals(TariffChangeDetails? other) =>
        other is not null && HashedFields.SequenceEqual(other.HashedFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Phone, TariffId, From, PaidThrough);
}
