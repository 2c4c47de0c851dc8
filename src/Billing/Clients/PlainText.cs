using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Single-line text as it is stored: no invisible characters, no white space at the ends, single spaces within.
/// </summary>
internal static partial class PlainText
{
    /// <summary>Whether the text has control or format characters, or halves of surrogate pairs.</summary>
    public static bool HasInvisible(string text) => Invisible().IsMatch(text);

    /// <summary>The text without white space at the ends, and with single spaces within.</summary>
    public static string Tidy(string? text) => WhiteSpace().Replace(text ?? "", " ").Trim();

    /// <summary>
    /// Replaces invisible characters by spaces, and tidies the text. For text that is shown but never refused.
    /// </summary>
    public static string Printable(string? text) => Tidy(Invisible().Replace(text ?? "", " "));

    [GeneratedRegex(@"[\p{Cc}\p{Cf}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
