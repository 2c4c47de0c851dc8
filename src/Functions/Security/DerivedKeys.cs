using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Functions.Security;

/// <summary>What is derived from the setting Cabinet:Key: one key for each purpose.</summary>
public sealed class DerivedKeys(IOptions<CabinetSettings> settings)
{
    private readonly byte[] _secrets = Derive(settings.Value.Key, "first password");
    private readonly byte[] _decoys = Derive(settings.Value.Key, "nobody");

    /// <summary>Signs the sessions of the cabinet.</summary>
    public byte[] Sessions { get; } = Derive(settings.Value.Key, "session");

    /// <summary>
    /// Where wrong passwords of an unknown login are counted: one of 65,536 partitions that belong to no client. Only
    /// the service can tell which, so that it cannot be locked by way of another login, to see the difference.
    /// </summary>
    public string DecoyPartitionOf(string login) =>
        "nobody-" + Convert.ToHexStringLower(HMACSHA256.HashData(_decoys, Encoding.UTF8.GetBytes(login)))[..4];

    /// <summary>Encrypts a secret for a time (AES-256-GCM).</summary>
    /// <param name="secret">What no other party may read.</param>
    /// <param name="owner">The client that it belongs to; for another one it does not open.</param>
    public string Encrypt(string secret, string owner)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(_secrets, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    /// <summary>The secret again.</summary>
    /// <exception cref="CryptographicException">
    /// It was encrypted for another owner or with another key, or was changed.
    /// </exception>
    public string Decrypt(string encrypted, string owner)
    {
        var all = Convert.FromBase64String(encrypted).AsSpan();
        var nonce = all[..AesGcm.NonceByteSizes.MaxSize];
        var tag = all[nonce.Length..][..AesGcm.TagByteSizes.MaxSize];
        var cipher = all[(nonce.Length + tag.Length)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_secrets, tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain, Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Derive(string key, string purpose) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Convert.FromBase64String(key),
            32,
            info: Encoding.UTF8.GetBytes(purpose));
}
