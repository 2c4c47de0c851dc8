using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Local;

/// <summary>
/// Checks that a request was signed with the access key, as Azure Communication Services describes it:
/// https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial
/// </summary>
internal sealed class MailSignature(byte[] accessKey)
{
    private const string Scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    /// <summary>
    /// True when the signature covers just this request and body, and is fresh by the real time, which clients sign.
    /// </summary>
    public bool IsValid(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var date = request.Headers["x-ms-date"].ToString();
        var contentHash = Convert.ToBase64String(SHA256.HashData(body));
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var signed = $"{request.Method}\n{target}\n{date};{request.Headers.Host};{contentHash}";
        var expected = Scheme + Convert.ToBase64String(HMACSHA256.HashData(accessKey, Encoding.ASCII.GetBytes(signed)));

        return DateTimeOffset.TryParseExact(
                date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt)
            && (DateTimeOffset.UtcNow - signedAt).Duration() <= AllowedSkew
            && request.Headers["x-ms-content-sha256"] == contentHash
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
                Encoding.UTF8.GetBytes(expected));
    }
}
