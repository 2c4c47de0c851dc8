using System.Net;
using Microsoft.Net.Http.Headers;

namespace Functions.Pages;

/// <summary>What is sent for a file: status 200 with its bytes, or 304 without, and headers by name.</summary>
public sealed record PageAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    // Nothing but the app's own scripts, styles and calls; no markup made from text; no page around it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The answer for a file in one coding, or that the caller has it already.</summary>
    internal static PageAnswer Create(
        string contentType,
        string coding,
        byte[] body,
        string entityTag,
        string cacheControl,
        string? ifNoneMatch)
    {
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = contentType,
            ["ETag"] = entityTag,
            ["Vary"] = "Accept-Encoding",
            ["Cache-Control"] = cacheControl,
            ["Content-Security-Policy"] = Policy,
            ["X-Content-Type-Options"] = "nosniff",
            ["Referrer-Policy"] = "no-referrer",
            // The widget's files are loaded by other sites' pages.
            ["Access-Control-Allow-Origin"] = "*",
            ["Cross-Origin-Resource-Policy"] = "cross-origin",
        };
        if (IsAmong(ifNoneMatch, entityTag))
        {
            return new(HttpStatusCode.NotModified, headers, default);
        }

        if (coding != ContentCoding.Identity)
        {
            headers["Content-Encoding"] = coding;
        }

        return new(HttpStatusCode.OK, headers, body);
    }

    // A proxy may have weakened the tag, which does not matter to If-None-Match (RFC 9110, 13.1.2).
    private static bool IsAmong(string? ifNoneMatch, string entityTag) =>
        EntityTagHeaderValue.TryParseList([ifNoneMatch ?? ""], out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new(entityTag), useStrongComparison: false));
}
