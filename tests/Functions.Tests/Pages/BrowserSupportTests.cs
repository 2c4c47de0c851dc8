using System.Text.RegularExpressions;

namespace Functions.Tests.Pages;

/// <summary>
/// The pages work in browsers of the last four years: Chrome and Edge 107, Firefox 107, Safari 16.0. No file uses what
/// one of them lacks, unless the page does without it.
/// </summary>
public sealed class BrowserSupportTests
{
    // What is newer than those browsers, after MDN's browser-compat-data. Each entry has a line that it must find.
    public static TheoryData<string, string, string> NewerFeatures { get; } = new()
    {
        { "js", @"\.aria[A-Z]\w*", "tab.ariaSelected = true" },
        { "js", @"Promise\.(withResolvers|try)\b", "Promise.withResolvers()" },
        { "js", @"\b(Object|Map)\.groupBy\b", "Object.groupBy(all, name)" },
        { "js", @"\.(toSorted|toReversed|toSpliced|with)\(", "list.toSorted()" },
        { "js", @"\.(isWellFormed|toWellFormed)\(", "text.isWellFormed()" },
        { "js", @"\.(union|intersection|difference|symmetricDifference|isSubsetOf|isDisjointFrom)\(", "a.union(b)" },
        { "js", @"\bArray\.fromAsync\b", "Array.fromAsync(all)" },
        { "js", @"\(\?<[=!]", "/(?<=a)b/" },
        { "js", @"/[dgimsuy]*v[dgimsuy]*[,;.)]", @"/\p{L}/v;" },
        { "js", @"\bAbortSignal\.any\b", "AbortSignal.any(signals)" },
        { "js", @"\b(startViewTransition|checkVisibility|moveBefore|setHTML|canParse)\b", "URL.canParse(text)" },
        { "js", @"\bpopover\b", "{ popover: true }" },
        { "js", @"^(const|let|export|await).* await ", "const sheets = await load();" },
        { "css", @"\blight-dark\(", "color: light-dark(#000, #fff);" },
        { "css", @"\bcolor-mix\(", "color: color-mix(in srgb, red, blue);" },
        { "css", @"\b(oklch|oklab|lch|lab)\(", "color: oklch(50% 0 0);" },
        { "css", @"@(media|container)[^{]*[<>]", "@container sheet (width < 30em) {" },
        { "css", @"(^|[{;])\s*&", "& a { color: red }" },
        { "css", @"@(layer|scope|starting-style|property)\b", "@property --x {" },
        { "css", @":(popover-open|state|user-invalid|user-valid)\b", "input:user-invalid { }" },
        { "css", @"\d[dls]v(h|w|i|b|min|max)\b", "width: 100svi" },
        { "css", @"\b(anchor|round|sin|cos|calc-size|interpolate-size|field-sizing)\b[(:]", "field-sizing: content" },
        { "css", @"(?<!content: ""[^""]*""; )content: ""[^""]*"" /", @"b::after { content: ""✓"" / """"; }" },
    };

    [Theory]
    [MemberData(nameof(NewerFeatures))]
    public void No_file_uses_a_feature_that_a_supported_browser_lacks(string type, string pattern, string example)
    {
        var feature = new Regex(pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant);
        Assert.Matches(feature, example);
        var folder = Path.Combine(Repository.Root, "src", "Functions", "Pages", "Assets");
        var files = Directory.GetFiles(folder, $"*.{type}");

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var code = WithoutComments(File.ReadAllText(file));
            Assert.False(feature.IsMatch(code), $"{Path.GetFileName(file)}: {feature.Match(code).Value}");
        });
    }

    private static string WithoutComments(string code) =>
        Regex.Replace(code, @"/\*[\s\S]*?\*/|^\s*//.*$", "", RegexOptions.Multiline);
}
