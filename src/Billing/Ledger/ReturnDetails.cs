using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Money given back to the bank account that it came from.</summary>
/// <param name="TopUp">The number of the entry by which it came in.</param>
/// <param name="To">Who gets it, and the account.</param>
/// <param name="Purpose">The purpose of the payment order that sends it.</param>
/// <param name="Reason">Why, Russian: the client reads it.</param>
/// <param name="Operator">Who decided it.</param>
public sealed record ReturnDetails(long TopUp, ReturnPayee To, string Purpose, string Reason, string Operator)
    : EntryDetails
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.Return;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfReturn(TopUp, Reason);

    internal override IReadOnlyList<string> HashedFields =>
    [
        TopUp.ToString(CultureInfo.InvariantCulture),
        To.Name,
        To.Inn ?? "",
        To.Account,
        To.Bic ?? "",
        Purpose,
        Reason,
        Operator,
    ];
}

/// <summary>Who gets money back.</summary>
/// <param name="Name">The payer's name.</param>
/// <param name="Inn">ИНН; null if unknown.</param>
/// <param name="Account">The bank account that the money came from.</param>
/// <param name="Bic">БИК of its bank; null if unknown.</param>
public sealed record ReturnPayee(string Name, string? Inn, string Account, string? Bic);
