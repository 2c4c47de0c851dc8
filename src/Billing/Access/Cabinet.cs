namespace Billing;

/// <summary>The cabinet of a client: login, and how a person proves to be the client.</summary>
/// <param name="Login">What is typed in beside the password.</param>
/// <param name="PasswordHash">A PHC string.</param>
/// <param name="PasswordVersion">Rises with every new password, so that sessions of the old one end.</param>
public sealed record Cabinet(string Login, string PasswordHash, int PasswordVersion)
{
    /// <summary>How long a link that restores the password is good, from the moment its e-mail is sent.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    /// <summary>When a generated password stops being accepted; null for one that the customer chose.</summary>
    public DateTimeOffset? PasswordExpiresAt { get; init; }

    /// <summary>How many links that restore the password were made; numbers their e-mails.</summary>
    public int LinksMade { get; init; }

    /// <summary>When the widget last asked for a new password.</summary>
    public DateTimeOffset? CredentialsAskedAt { get; init; }

    /// <summary>SHA-256 of the secret in the link that restores the password; null if none is open.</summary>
    public string? ResetHash { get; init; }

    /// <summary>Until when that link is good.</summary>
    public DateTimeOffset? ResetExpiresAt { get; init; }

    /// <summary>The cabinet with another password; open links end.</summary>
    /// <param name="passwordHash">A PHC string.</param>
    /// <param name="expiresAt">For a generated one; null for one that the customer chose.</param>
    public Cabinet WithPassword(string passwordHash, DateTimeOffset? expiresAt) => this with
    {
        PasswordHash = passwordHash,
        PasswordVersion = PasswordVersion + 1,
        PasswordExpiresAt = expiresAt,
        ResetHash = null,
        ResetExpiresAt = null,
    };
}
