using System.Text.RegularExpressions;

namespace Billing;

/// <summary>Single-line text as it is kept: no invisible characters, no white space around it, one space within.</summary>
internal static partial class PlainText
{
    /// <summary>Whether the text holds characters that nobody sees: control and format characters, halves of surrogate pairs.</summary>
    public static bool HasInvisible(string text) => Invisible().IsMatch(text);

    /// <summary>Without white space at the ends, and with single spaces within.</summary>
    public static string Tidy(string? text) => WhiteSpace().Replace(text ?? "", " ").Trim();

    /// <summary>Tidy, with spaces in place of invisible characters: for text that is shown but never refused.</summary>
    public static string Printable(string? text) => Tidy(Invisible().Replace(text ?? "", " "));

    [GeneratedRegex(@"[\p{Cc}\p{Cf}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
