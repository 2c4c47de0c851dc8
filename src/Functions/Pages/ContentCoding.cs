using Microsoft.Net.Http.Headers;

namespace Functions.Pages;

/// <summary>The codings in which files are sent (RFC 9110, 8.4), and the choice between them (12.5.3).</summary>
internal static class ContentCoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";
    public const string Identity = "identity";

    // Less than any quality that can be written, which has three decimals: any coding that is accepted goes before
    // identity, unless the caller says otherwise, and a quality of 0 does not exclude it.
    private const double LastResort = 0.0001;

    private static readonly string[] SmallestFirst = [Brotli, Gzip, Identity];

    /// <summary>The coding of the highest quality, the smallest of several; identity where none is accepted.</summary>
    /// <param name="acceptEncoding">The header; null if there is none.</param>
    public static string Choose(string? acceptEncoding) =>
        StringWithQualityHeaderValue.TryParseList([acceptEncoding ?? ""], out var accepted)
            ? SmallestFirst.OrderByDescending(coding => QualityOf(coding, accepted)).First()
            : Identity;

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> accepted)
    {
        var entry = accepted.FirstOrDefault(entry => entry.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(entry => entry.Value == "*");
        var quality = entry is null ? 0 : entry.Quality ?? 1;
        return coding == Identity ? Math.Max(quality, LastResort) : quality;
    }
}
