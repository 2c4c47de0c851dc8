using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>What is derived from the setting Cabinet:Key, one key for each purpose.</summary>
public sealed class Keys(IOptions<CabinetSettings> settings)
{
    private readonly byte[] _sealing = Derive(settings.Value.Key, "first password");
    private readonly byte[] _nobody = Derive(settings.Value.Key, "nobody");

    /// <summary>One of 65,536 places for a login that nobody has. Which one, only the service can tell: nobody can lock it by way of another login, to see the difference.</summary>
    public string PlaceOf(string login) => Convert.ToHexStringLower(HMACSHA256.HashData(_nobody, Encoding.UTF8.GetBytes(login)))[..4];

    /// <summary>Signs the sessions of the cabinet.</summary>
    public byte[] Sessions { get; } = Derive(settings.Value.Key, "session");

    /// <summary>Encrypts a secret for a time (AES-256-GCM).</summary>
    /// <param name="secret">What nobody else may read.</param>
    /// <param name="place">Where it is stored; elsewhere it does not open.</param>
    public string Seal(string secret, string place)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(_sealing, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    /// <summary>The secret again.</summary>
    /// <exception cref="CryptographicException">It was sealed for another place or with another key, or was changed.</exception>
    public string Open(string sealedSecret, string place)
    {
        var all = Convert.FromBase64String(sealedSecret).AsSpan();
        var nonce = all[..AesGcm.NonceByteSizes.MaxSize];
        var tag = all[nonce.Length..][..AesGcm.TagByteSizes.MaxSize];
        var cipher = all[(nonce.Length + tag.Length)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_sealing, tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Derive(string key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(key), 32, info: Encoding.UTF8.GetBytes(purpose));
}
