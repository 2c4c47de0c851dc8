using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing;

/// <summary>Hashes over texts that differ whenever one of the texts differs.</summary>
public static class HashedText
{
    /// <summary>
    /// SHA-256, lower-case hexadecimal. Each text is hashed with its length, so that no two lists are written alike.
    /// </summary>
    public static string Sha256(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var all = new StringBuilder();
        foreach (var text in texts)
        {
            all.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}|");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    /// <summary>32 hexadecimal digits for texts of any length and any characters: a part of a storage key.</summary>
    public static string Key(params IEnumerable<string> texts) => Sha256(texts)[..32];
}
