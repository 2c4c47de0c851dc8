using Billing;

namespace Functions.Clients;

/// <summary>How far a client is on the way to his cabinet.</summary>
public enum ClientStatus
{
    /// <summary>His requisites are taken.</summary>
    Submitted,

    /// <summary>Cabinet and account exist; the letter is on its way.</summary>
    CabinetCreated,

    /// <summary>The mail service took the letter with login and password.</summary>
    CredentialsSent,

    /// <summary>The cabinet could not be made or its letter not be sent; operators see why.</summary>
    Failed,
}

/// <summary>A client: an organisation or entrepreneur of one widget account.</summary>
public sealed record ClientRecord(string WidgetAccount, ClientStatus Status, Requisites Requisites, DateTimeOffset SubmittedAt);
