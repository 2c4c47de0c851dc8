using System.Globalization;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>The payment order by which money came in, as far as it is known.</summary>
/// <param name="Number">Its number; null if unknown.</param>
/// <param name="PayerInn">ИНН of the payer; null if unknown.</param>
/// <param name="PayerAccount">The bank account that the money came from; null if unknown.</param>
/// <param name="PayerBic">БИК of its bank; null if unknown.</param>
public sealed record PaymentOrder(string? Number, string? PayerInn, string? PayerAccount, string? PayerBic);

/// <summary>What a top-up pays of an invoice.</summary>
/// <param name="Number">The invoice's number in the client's own sequence.</param>
/// <param name="Amount">Above zero, at most the top-up's amount: the rest of it stays on the account.</param>
public sealed record InvoiceShare(long Number, Money Amount);

/// <summary>Money that came in.</summary>
/// <param name="ExternalId">The sender's id of the movement.</param>
/// <param name="ReceivedAt">When the bank received it.</param>
/// <param name="Payer">Who paid.</param>
/// <param name="Purpose">What the payer wrote.</param>
public sealed record TopUpDetails(string ExternalId, DateTimeOffset ReceivedAt, string Payer, string Purpose)
    : EntryDetails
{
    /// <summary>The payment order; null if nothing is known of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentOrder? Order { get; init; }

    /// <summary>The invoice that it pays; null if none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InvoiceShare? Invoice { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryKind Kind => EntryKind.TopUp;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Description => Billing.Description.OfTopUp(Payer, Purpose);

    // Fields that came later are hashed only where they are used: hashes of earlier entries stay as they are.
    internal override IReadOnlyList<string> HashedFields =>
    [
        ExternalId,
        ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        Payer,
        Purpose,
        .. Order is { } order
            ? ["order", order.Number ?? "", order.PayerInn ?? "", order.PayerAccount ?? "", order.PayerBic ?? ""]
            : Array.Empty<string>(),
        .. Invoice is { } invoice
            ? ["invoice", invoice.Number.ToString(CultureInfo.InvariantCulture), invoice.Amount.ToString()]
            : Array.Empty<string>(),
    ];
}
