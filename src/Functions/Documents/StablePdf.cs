using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Functions.Documents;

/// <summary>
/// Takes the chance out of a document: PDFsharp draws random ids for it and for the subsets of its fonts, and has no
/// setting for most of them. The ids that replace them have the same length, so that the file's offsets stay right.
/// </summary>
internal static partial class StablePdf
{
    /// <param name="pdf">Uncompressed.</param>
    /// <param name="name">What the ids are made from.</param>
    public static byte[] WithFixedIds(byte[] pdf, string name)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
        var text = Encoding.Latin1.GetString(pdf);
        var tags = new Dictionary<string, string>();
        text = DocumentId().Replace(text, $"/ID [<{id}><{id}>]");
        text = MetadataId().Replace(text, Guid.Parse(id).ToString());
        text = FontTag().Replace(text, match => TagOf(match.Value));
        return Encoding.Latin1.GetBytes(text);

        // Any six letters do, if two fonts of a document have different ones.
        string TagOf(string tag) =>
            tags.TryGetValue(tag, out var other) ? other : tags[tag] = $"AAAAA{(char)('A' + tags.Count)}";
    }

    [GeneratedRegex(@"/ID\s*\[<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}>\]")]
    private static partial Regex DocumentId();

    [GeneratedRegex("(?<=uuid:)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex MetadataId();

    [GeneratedRegex(@"(?<=/)[A-Z]{6}(?=\+Liberation)")]
    private static partial Regex FontTag();
}
