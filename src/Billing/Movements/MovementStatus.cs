using System.Text.Json.Serialization;

namespace Billing;

/// <summary>What became of a movement at the bank. The codes are stored, and stand in answers.</summary>
public enum MovementStatus
{
    /// <summary>It was listed for the first time, and is about to be decided on.</summary>
    [JsonStringEnumMemberName("deciding")]
    Deciding,

    /// <summary>It is decided whose it is, and about to be booked there.</summary>
    [JsonStringEnumMemberName("crediting")]
    Crediting,

    /// <summary>All of it is on clients' accounts.</summary>
    [JsonStringEnumMemberName("credited")]
    Credited,

    /// <summary>It was booked before under another id: reported and listed are one movement.</summary>
    [JsonStringEnumMemberName("confirmed")]
    Confirmed,

    /// <summary>Невыясненные: it, or a rest of it, belongs to nobody yet.</summary>
    [JsonStringEnumMemberName("suspense")]
    Suspense,

    /// <summary>What belongs to nobody is to be sent back to the payer.</summary>
    [JsonStringEnumMemberName("return-due")]
    ReturnDue,

    /// <summary>What belonged to nobody was sent back to the payer.</summary>
    [JsonStringEnumMemberName("returned")]
    Returned,

    /// <summary>Money in that is nobody's top-up: card settlements, transfers between our own accounts.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,

    /// <summary>Money out that returns nothing to a client.</summary>
    [JsonStringEnumMemberName("outgoing")]
    Outgoing,

    /// <summary>Money out that returns money to its payer.</summary>
    [JsonStringEnumMemberName("return-sent")]
    ReturnSent,

    /// <summary>Money in: a return that the bank sent back. It is on the client's account again.</summary>
    [JsonStringEnumMemberName("bounced")]
    Bounced,
}
