using System.Net;

namespace Functions.Pages;

/// <summary>What is sent for a file: status 200 with its bytes, or 304 without, and headers by name.</summary>
public sealed record PageAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    // Nothing but the app's own scripts, styles and calls; no markup made from text; no page around it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The answer for a file, or that the caller has it already.</summary>
    internal static PageAnswer Of(string contentType, byte[] content, string entityTag, string cacheControl, string? ifNoneMatch)
    {
        var known = ifNoneMatch?.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag is "*" || Strong(tag) == entityTag) ?? false;
        var headers = new Dictionary<string, string>
        {
            ["Content-Type"] = contentType,
            ["ETag"] = entityTag,
            ["Cache-Control"] = cacheControl,
            ["Content-Security-Policy"] = Policy,
            ["X-Content-Type-Options"] = "nosniff",
            ["Referrer-Policy"] = "no-referrer",
            // The widget's files are loaded by other sites' pages.
            ["Access-Control-Allow-Origin"] = "*",
            ["Cross-Origin-Resource-Policy"] = "cross-origin",
        };
        return known ? new(HttpStatusCode.NotModified, headers, default) : new(HttpStatusCode.OK, headers, content);
    }

    private static string Strong(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
