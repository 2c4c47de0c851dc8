using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>An earlier entry put right.</summary>
/// <param name="Corrects">The number of that entry.</param>
/// <param name="Reason">Why, Russian: the client reads it.</param>
public sealed record CorrectionDetails(long Corrects, string Reason) : EntryDetails
{
    /// <summary>The operator who decided it; null in entries older than this field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operator { get; init; }

    /// <summary>
    /// What is undone in the end: a top-up, a payment or a return, also where the corrected entry is a correction
    /// itself. Null in entries older than this field.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EntryKind? Undoes { get; init; }

    /// <summary>
    /// What of a reversed top-up could not be taken back because it was spent: the client owes it. Below zero where
    /// such a debt is paid from the balance; null if nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? Debt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Correction;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfCorrection(Corrects, Reason);

    internal override IReadOnlyList<string> HashedFields =>
    [
        Corrects.ToString(CultureInfo.InvariantCulture),
        Reason,
        .. Operator is { } name ? ["operator", name] : Array.Empty<string>(),
        .. Undoes is { } kind ? ["undoes", kind.Code()] : Array.Empty<string>(),
        .. Debt is { } debt ? ["debt", debt.ToString()] : Array.Empty<string>(),
    ];
}
