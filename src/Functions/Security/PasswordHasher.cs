using System.Security.Cryptography;
using System.Text;
using Billing;
using Microsoft.Extensions.Options;
using NSec.Cryptography;

namespace Functions.Security;

/// <summary>What comes of comparing a password with its stored form.</summary>
/// <param name="IsRight">Whether it is the password.</param>
/// <param name="BetterHash">
/// The form to store from now on, if the password is right and the settings cost more than the stored form; else null.
/// </param>
public readonly record struct PasswordCheck(bool IsRight, string? BetterHash);

/// <summary>Hashes and verifies passwords: Argon2id. Slow on purpose: see <see cref="HashingPool"/>.</summary>
public sealed class PasswordHasher
{
    private const int HashLength = 32;

    private readonly int _memoryKiB;
    private readonly int _passes;
    private readonly Argon2id _algorithm;

    /// <summary>Hashes as the settings say. Loads libsodium, so that an app without it fails at its start.</summary>
    public PasswordHasher(IOptions<CabinetSettings> settings)
    {
        (_memoryKiB, _passes) = (settings.Value.HashMemoryKiB, settings.Value.HashPasses);
        _algorithm = CreateAlgorithm(_memoryKiB, _passes);
    }

    /// <summary>The form in which a password is stored: a PHC string.</summary>
    public string Hash(Password password)
    {
        var salt = RandomNumberGenerator.GetBytes(PhcString.SaltLength);
        return new PhcString(_memoryKiB, _passes, salt, Derive(_algorithm, password, salt, HashLength)).ToString();
    }

    /// <summary>Compares a password with its stored form.</summary>
    /// <param name="hash">The stored form; null, which takes the same time, if there is no such cabinet.</param>
    /// <param name="password">What was typed.</param>
    /// <exception cref="FormatException">The stored form is none that <see cref="Hash"/> makes.</exception>
    public PasswordCheck Verify(string? hash, Password password)
    {
        if (hash is null)
        {
            Derive(_algorithm, password, new byte[PhcString.SaltLength], HashLength);
            return new PasswordCheck(false, null);
        }

        var stored = PhcString.Parse(hash);
        var algorithm = CreateAlgorithm(stored.MemoryKiB, stored.Passes);
        var derived = Derive(algorithm, password, stored.Salt, stored.Hash.Length);
        var isRight = CryptographicOperations.FixedTimeEquals(derived, stored.Hash);
        var isCheap = stored.MemoryKiB < _memoryKiB || stored.Passes < _passes;
        return new PasswordCheck(isRight, isRight && isCheap ? Hash(password) : null);
    }

    private static byte[] Derive(Argon2id algorithm, Password password, byte[] salt, int length) =>
        algorithm.DeriveBytes(Encoding.UTF8.GetBytes(password.Text), salt, length);

    private static Argon2id CreateAlgorithm(int memoryKiB, int passes) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters
        {
            DegreeOfParallelism = PhcString.Lanes,
            MemorySize = memoryKiB,
            NumberOfPasses = passes,
        });
}
