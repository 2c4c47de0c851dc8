using System.Globalization;
using System.Security.Cryptography;
using Billing;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>A password that was generated, and its stored form.</summary>
public sealed record GeneratedPassword(Password Password, string Hash);

/// <summary>
/// Generates passwords: random, stored hashed, and encrypted for the e-mail until the mail service took it.
/// </summary>
public sealed class CredentialIssuer(DerivedKeys keys, HashingPool hashing, TimeProvider time)
{
    /// <summary>OWASP ASVS: a generated first password expires soon.</summary>
    public static readonly TimeSpan PasswordLife = TimeSpan.FromDays(14);

    /// <summary>A new password. It is hashed once for a call, however often its commit is tried.</summary>
    /// <returns>Null if too many passwords wait to be hashed.</returns>
    public async Task<GeneratedPassword?> TryGenerateAsync(HashingLane lane, CancellationToken cancellationToken)
    {
        using var permit = hashing.TryEnter(lane);
        if (permit is null)
        {
            return null;
        }

        var password = PasswordRules.NewPassword(RandomNumberGenerator.GetInt32);
        return new(password, await permit.HashAsync(password, cancellationToken));
    }

    /// <summary>The cabinet with that password.</summary>
    public Cabinet Issue(Cabinet cabinet, GeneratedPassword password)
    {
        ArgumentNullException.ThrowIfNull(cabinet);
        ArgumentNullException.ThrowIfNull(password);
        return cabinet.WithPassword(password.Hash, time.GetUtcNow() + PasswordLife);
    }

    /// <summary>Adds the e-mail with the password, and the event that has it sent.</summary>
    /// <param name="commit">The commit that saves the cabinet.</param>
    /// <param name="clientId">Whose.</param>
    /// <param name="cabinet">With the new password.</param>
    /// <param name="password">The password.</param>
    /// <param name="tombstone">A tombstone of the event, if there is one.</param>
    public void AddTo(
        Commit commit,
        string clientId,
        Cabinet cabinet,
        GeneratedPassword password,
        Azure.ETag? tombstone = null)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(cabinet);
        var record = AddEmailTo(commit, clientId, cabinet, password);
        commit.Add(EventIdOf(cabinet), record, tombstone);
    }

    /// <summary>The same for the first password: others are told that there is an account now.</summary>
    public void AddFirstTo(Commit commit, string clientId, Cabinet cabinet, GeneratedPassword password)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(cabinet);
        var record = AddEmailTo(commit, clientId, cabinet, password);
        commit.Tell(EventIdOf(cabinet), record);
    }

    /// <summary>The event of the cabinet's newest password.</summary>
    public static string EventIdOf(Cabinet cabinet)
    {
        ArgumentNullException.ThrowIfNull(cabinet);
        return "credentials-" + cabinet.PasswordVersion.ToString(CultureInfo.InvariantCulture);
    }

    private EventRecord AddEmailTo(Commit commit, string clientId, Cabinet cabinet, GeneratedPassword password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var now = time.GetUtcNow();
        var email = new Email(EmailIds.OfCredentials(cabinet), EmailKind.Credentials)
        {
            CreatedAt = now,
            EncryptedSecret = keys.Encrypt(password.Password.Text, clientId),
        };
        commit.Add(email);
        return new EventRecord(EventKind.CredentialsIssued, now) { EmailId = email.Id };
    }
}
