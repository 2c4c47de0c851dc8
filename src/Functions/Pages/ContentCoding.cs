using Microsoft.Net.Http.Headers;

namespace Functions.Pages;

/// <summary>The codings in which files are sent (RFC 9110, 8.4), and the choice between them (12.5.3).</summary>
internal static class ContentCoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";
    public const string Identity = "identity";

    // The least quality of identity. It is less than any quality that a header can have (three decimals), so identity
    // comes after every accepted coding unless the caller prefers it, and a quality of 0 does not exclude it.
    private const double LastResort = 0.0001;

    private static readonly string[] SmallestFirst = [Brotli, Gzip, Identity];

    /// <summary>
    /// The coding of the highest quality; of several, the one that compresses best. Identity if none is accepted.
    /// </summary>
    /// <param name="acceptEncoding">The header Accept-Encoding; null if there is none.</param>
    public static string Choose(string? acceptEncoding) =>
        StringWithQualityHeaderValue.TryParseList([acceptEncoding ?? ""], out var entries)
            ? SmallestFirst.OrderByDescending(coding => QualityOf(coding, entries)).First()
            : Identity;

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> entries)
    {
        var entry = entries.FirstOrDefault(entry => entry.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? entries.FirstOrDefault(entry => entry.Value == "*");
        var quality = entry is null ? 0 : entry.Quality ?? 1;
        return coding == Identity ? Math.Max(quality, LastResort) : quality;
    }
}
