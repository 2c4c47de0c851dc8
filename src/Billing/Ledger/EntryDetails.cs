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
[JsonDerivedType(typeof(TariffChangeDetails), "tariff-change")]
[JsonDerivedType(typeof(RemovalDetails), "removal")]
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
