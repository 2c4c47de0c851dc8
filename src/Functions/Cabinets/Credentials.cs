using System.Globalization;
using System.Security.Cryptography;
using Billing;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Generated passwords: random, stored hashed, and encrypted for the letter until the mail service took it.</summary>
public sealed class Credentials(Keys keys, Passwords passwords, TimeProvider time)
{
    /// <summary>OWASP ASVS: a generated first password expires soon.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>A new password for the cabinet, and the letter that carries it.</summary>
    public (CabinetRecord Cabinet, LetterRow Letter) Issue(string clientId, CabinetRecord cabinet)
    {
        var password = PasswordRules.NewPassword(RandomNumberGenerator.GetInt32);
        var issued = cabinet with
        {
            PasswordHash = passwords.Hash(password),
            PasswordVersion = cabinet.PasswordVersion + 1,
            PasswordExpiresAt = time.GetUtcNow() + Life,
            Lockout = Lockout.None,
            ResetHash = null,
            ResetExpiresAt = null,
        };
        return (issued, new LetterRow(LetterId(issued), LetterKind.Credentials, issued.Login) { Sealed = keys.Seal(password, clientId) });
    }

    /// <summary>The letter that belongs to the cabinet's password, if that was generated.</summary>
    public static string LetterId(CabinetRecord cabinet) => "password-" + cabinet.PasswordVersion.ToString(CultureInfo.InvariantCulture);
}
