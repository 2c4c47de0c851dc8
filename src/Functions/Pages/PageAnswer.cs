using System.Net;
using Microsoft.Net.Http.Headers;

namespace Functions.Pages;

/// <summary>The answer for a file: status 200 with its bytes, or 304 without.</summary>
public sealed record PageAnswer(
    HttpStatusCode Status,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body)
{
    // Allows the app's own scripts, styles, images and calls only; no markup from text, no frames around the page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The answer for a file in one coding: 304 if <paramref name="ifNoneMatch"/> has its tag.</summary>
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

            // Pages of other sites load the widget's files.
            ["Access-Control-Allow-Origin"] = "*",
            ["Cross-Origin-Resource-Policy"] = "cross-origin",
        };
        if (Contains(ifNoneMatch, entityTag))
        {
            return new(HttpStatusCode.NotModified, headers, default);
        }

        if (coding != ContentCoding.Identity)
        {
            headers["Content-Encoding"] = coding;
        }

        return new(HttpStatusCode.OK, headers, body);
    }

    // If-None-Match uses the weak comparison (RFC 9110, 13.1.2), because proxies may weaken a tag.
    private static bool Contains(string? ifNoneMatch, string entityTag)
    {
        var fileTag = new EntityTagHeaderValue(entityTag);
        return EntityTagHeaderValue.TryParseList([ifNoneMatch ?? ""], out var tags)
            && tags.Any(tag =>
                tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(fileTag, useStrongComparison: false));
    }
}
