using System.Globalization;
using System.Text.RegularExpressions;

namespace Functions.Security;

/// <summary>
/// A hash of Argon2id with all that is needed to compute it again, in the PHC string format:
/// <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>, both in base64 without padding.
/// </summary>
/// <param name="MemoryKiB">Memory, in KiB.</param>
/// <param name="Passes">Passes over the memory.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Hash">What was derived from the password.</param>
internal sealed partial record PhcString(int MemoryKiB, int Passes, byte[] Salt, byte[] Hash)
{
    /// <summary>libsodium computes no other number of lanes.</summary>
    public const int Lanes = 1;

    /// <summary>libsodium takes no other length.</summary>
    public const int SaltLength = 16;

    /// <summary>Reads a stored form.</summary>
    /// <exception cref="FormatException">It is malformed, or asks for absurd amounts of memory or time.</exception>
    public static PhcString Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success
            && CabinetSettings.IsHashMemory(Number("memory"))
            && CabinetSettings.IsHashPasses(Number("passes"))
            ? new PhcString(Number("memory"), Number("passes"), Bytes("salt"), Bytes("hash"))
            : throw new FormatException("A stored password is not hashed by Argon2id within the bounds of this app.");

        int Number(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

        byte[] Bytes(string name) =>
            Convert.FromBase64String(match.Groups[name].Value.PadRight((match.Groups[name].Length + 3) / 4 * 4, '='));
    }

    /// <summary>The form that is stored.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={MemoryKiB},t={Passes},p={Lanes}${Unpadded(Salt)}${Unpadded(Hash)}");

    private static string Unpadded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    // 22 characters of base64 are 16 bytes, 43 are 32; a length that base64 cannot have does not get through.
    [GeneratedRegex(
        @"\A\$argon2id\$v=19\$m=(?<memory>[0-9]{1,7}),t=(?<passes>[0-9]{1,2}),p=1" +
        @"\$(?<salt>[A-Za-z0-9+/]{22})\$(?<hash>[A-Za-z0-9+/]{43})\z")]
    private static partial Regex Pattern();
}
