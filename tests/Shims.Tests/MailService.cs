using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Shims.Tests;

/// <summary>The documented answers and signature of the mail service, for a <see cref="RecordingServer"/>.</summary>
internal static class MailService
{
    public const string Key = "bm90IGEgc2VjcmV0IG9mIGFueWJvZHksIGp1c3QgYSB0ZXN0Lg==";

    public static async Task<RecordingServer> StartAsync()
    {
        var server = await RecordingServer.StartAsync();
        server.Answer = _ => Accepted("11111111-1111-1111-1111-111111111111");
        return server;
    }

    public static string ConnectionString(RecordingServer server) => $"endpoint={server.Endpoint};accesskey={Key}";

    public static IResult Accepted(string id) => Status(202, id, "Running");

    public static IResult Status(int code, string id, string status) =>
        Results.Text($$"""{"id":"{{id}}","status":"{{status}}","error":null}""", "application/json", statusCode: code);

    /// <summary>Whether a request carries the signature that the service's documentation describes.</summary>
    public static bool IsSigned(Uri endpoint, Call call)
    {
        var date = call.Headers["x-ms-date"].ToString();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(call.Body)));
        var text = string.Join('\n', call.Method, call.PathAndQuery, $"{date};{endpoint.Authority};{hash}");
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        var authorization = $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";
        var age = DateTimeOffset.UtcNow - DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        return call.Headers["x-ms-content-sha256"] == hash
            && call.Headers.Authorization == authorization
            && age.Duration() < TimeSpan.FromMinutes(1);
    }
}
