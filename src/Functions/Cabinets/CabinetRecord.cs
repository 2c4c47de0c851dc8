using Billing;

namespace Functions.Cabinets;

/// <summary>The cabinet of a client: how he proves who he is.</summary>
/// <param name="Login">Follows from the account number.</param>
/// <param name="PasswordHash">As PasswordHasher writes it.</param>
/// <param name="PasswordVersion">Rises with every new password, so that sessions of the old one end.</param>
public sealed record CabinetRecord(string Login, string PasswordHash, int PasswordVersion)
{
    /// <summary>When a generated password stops being accepted; null for one that the customer chose.</summary>
    public DateTimeOffset? PasswordExpiresAt { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public Lockout Lockout { get; init; } = Lockout.None;

    /// <summary>How many links that restore the password were made; numbers their letters.</summary>
    public int LinksMade { get; init; }

    /// <summary>When the widget last asked for a new password.</summary>
    public DateTimeOffset? LetterAskedAt { get; init; }

    /// <summary>SHA-256 of the secret in the link that restores the password; null if none is open.</summary>
    public string? ResetHash { get; init; }

    /// <summary>Until when that link is good.</summary>
    public DateTimeOffset? ResetExpiresAt { get; init; }
}
