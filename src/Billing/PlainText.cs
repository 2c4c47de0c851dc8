using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// Text from outside, cleaned in one place: what people paste from letters, tables and PDF files has characters that
/// nobody sees.
/// </summary>
public static partial class PlainText
{
    /// <summary>
    /// The text on one line and in NFC: without characters that have no shape (zero width spaces, soft hyphens, byte
    /// order marks), without white space and control characters at the ends, and with single spaces within.
    /// </summary>
    public static string Clean(string? text)
    {
        var line = Ends().Replace(WhiteSpace().Replace(Shapeless().Replace(text ?? "", ""), " "), "");

        // Half a surrogate pair or U+FFFE is no text that could be normalised. It is refused wherever it can be.
        return IsPrintable(line) ? line.Normalize() : line;
    }

    /// <summary>A number as it is written officially: without the spaces and dashes between its digits.</summary>
    public static string Number(string? text) => Separators().Replace(Clean(text), "");

    /// <summary>Cleans text that is shown but never refused: what cannot be printed becomes a space.</summary>
    public static string Printable(string? text) => Clean(Unprintable().Replace(text ?? "", " "));

    /// <summary>
    /// Text from outside as e-mails show it: mail programs make links of addresses of sites, and of what looks like
    /// one, unless something that nobody sees stands in between.
    /// </summary>
    public static string Unlinked(string text) => LinkMarks().Replace(text, "\u2060");

    /// <summary>The text, or as much of it as so many UTF-16 units hold, and an ellipsis.</summary>
    public static string Cut(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maxLength)
        {
            return text;
        }

        // Half of a surrogate pair would be no text at all.
        var length = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return text[..length] + '…';
    }

    /// <summary>
    /// Whether the text has neither control characters, halves of surrogate pairs, nor the two codes at the end of
    /// Unicode's first plane, which are no characters.
    /// </summary>
    public static bool IsPrintable(string text) => !Unprintable().IsMatch(text);

    // Before the dot of a domain, before an @, and between the colon and the slashes.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}])(?=\.\p{L}|@)|(?<=:)(?=//)")]
    private static partial Regex LinkMarks();

    [GeneratedRegex(@"\p{Cf}+")]
    private static partial Regex Shapeless();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\A[ \p{Cc}]+|[ \p{Cc}]+\z")]
    private static partial Regex Ends();

    // U+2212 is the minus sign.
    [GeneratedRegex(@"[ \p{Pd}\u2212]")]
    private static partial Regex Separators();

    [GeneratedRegex(
        @"[\p{Cc}\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Unprintable();
}
