using System.Text;
using System.Text.RegularExpressions;

namespace Functions.Pages;

/// <summary>
/// Files as browsers get them: without the comments and the white space that are there for whoever reads the source. It knows no
/// grammar but the habits of these files: a comment of a script has lines of its own, and no text spans lines or has braces or operators between spaces.
/// </summary>
internal static partial class Lean
{
    /// <summary>A script or style sheet without what its reader needs alone; any other file as it is.</summary>
    public static byte[] Of(string name, byte[] content) => Path.GetExtension(name) switch
    {
        ".js" => Encoding.UTF8.GetBytes(ScriptSpace().Replace(Lines(content), "$1")),
        ".css" => Encoding.UTF8.GetBytes(StyleSpace().Replace(Lines(content), "$1$2")),
        _ => content,
    };

    private static string Lines(byte[] content) => CommentLinesAndIndentation().Replace(Encoding.UTF8.GetString(content), "");

    [GeneratedRegex(@"^[ \t]*(?:(?://[^\n]*|/\*.*?\*/)?\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommentLinesAndIndentation();

    // A line may end without a semicolon only where the next one cannot belong to it.
    [GeneratedRegex(@"(?<=[{(\[,;])\n|\n(?=[})\].?:&|])|(?<=\{) | (?=\})|(?<=\)) (?=\{)| (=>|[=!]==|=|&&|\|\||\?\?) ")]
    private static partial Regex ScriptSpace();

    [GeneratedRegex(@";?\s*(\})\s*|\s*([{;,])\s*|(?<=:) ")]
    private static partial Regex StyleSpace();
}
