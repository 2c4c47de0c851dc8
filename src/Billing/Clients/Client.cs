using System.Text.Json.Serialization;

namespace Billing;

/// <summary>How far a client is on the way to the cabinet. The codes are stored, and stand in answers.</summary>
public enum ClientStatus
{
    /// <summary>The requisites are taken.</summary>
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    /// <summary>Cabinet and account exist; the e-mail with login and password is on its way.</summary>
    [JsonStringEnumMemberName("cabinet-created")]
    CabinetCreated,

    /// <summary>The mail service took the e-mail with login and password.</summary>
    [JsonStringEnumMemberName("credentials-sent")]
    CredentialsSent,

    /// <summary>The cabinet could not be made or its e-mail not be sent; operators see why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>A client: an organisation or entrepreneur of one widget account.</summary>
/// <param name="WidgetAccount">The account of the CRM widget that the client belongs to.</param>
/// <param name="Status">How far the client is.</param>
/// <param name="Requisites">Checked.</param>
/// <param name="SubmittedAt">When they were sent, UTC.</param>
public sealed record Client(
    string WidgetAccount,
    ClientStatus Status,
    Requisites Requisites,
    DateTimeOffset SubmittedAt)
{
    /// <summary>How often the data was changed since; numbers the changes.</summary>
    public int Changes { get; init; }
}
