// .NET 8 and newer, nothing to install.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TelphinBilling.Examples;

/// <summary>Signs the tokens with which a CRM's page opens the widget.</summary>
public static class SignToken
{
    /// <summary>
    /// A token for one widget account, good for an hour. Call this only for a user who is logged in and may pay for the
    /// account.
    /// </summary>
    /// <param name="account">The widget account.</param>
    /// <param name="key"><c>Widget:Keys:0</c> as bytes (it is base64 there).</param>
    /// <param name="audience"><c>Widget:Audience</c>.</param>
    /// <param name="now">The time of the server.</param>
    public static string For(string account, byte[] key, string audience, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds();
        var head = Encode(new { alg = "HS256", typ = "JWT" });
        var body = Encode(new { sub = account, aud = audience, iat = time, nbf = time, exp = time + 3600 });
        var seal = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{head}.{body}"));
        return $"{head}.{body}.{Base64Url(seal)}";
    }

    private static string Encode<T>(T value) => Base64Url(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
