using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// How alike two names of companies or people are. Clients are suggested to an operator by it; nothing is credited.
/// </summary>
public static partial class SimilarNames
{
    /// <summary>
    /// From this score on names are called similar: a slip in a short word is just above it, two people with the same
    /// family name are below.
    /// </summary>
    public const double Similar = 0.65;

    /// <summary>
    /// 0 for nothing in common, 1 for the same but for legal form, quotes, case, «ё», and the order of words.
    /// </summary>
    public static double Score(string left, string right)
    {
        var (first, second) = (Words(left), Words(right));
        return first.Count == 0 || second.Count == 0 ? 0 : (Share(first, second) + Share(second, first)) / 2;
    }

    /// <summary>Which part of the words, by their letters, the other name has too, or nearly.</summary>
    private static double Share(IReadOnlyList<string> words, IReadOnlyList<string> others) =>
        words.Sum(word => word.Length * others.Max(other => Likeness(word, other))) / words.Sum(word => word.Length);

    /// <summary>How much two words are alike, 0 to 1, by the pairs of letters that both have.</summary>
    public static double Likeness(string word, string other)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(other);
        if (word == other)
        {
            return 1;
        }

        // An initial stands for a name: «Иванов И. П.».
        if (Math.Min(word.Length, other.Length) == 1)
        {
            return word[0] == other[0] ? 0.5 : 0;
        }

        var (first, second) = (Pairs(word), Pairs(other));
        var common = first.Count(pair => second.Remove(pair));
        var likeness = 2.0 * common / (word.Length + other.Length - 2);
        return likeness >= 0.5 ? likeness : 0;
    }

    private static List<string> Pairs(string word) =>
        [.. Enumerable.Range(0, word.Length - 1).Select(place => word.Substring(place, 2))];

    /// <summary>
    /// The words of a name, in small letters and with «е» for «ё», without its legal form and without the address that
    /// banks write after an entrepreneur's name: «ИП Королёв Пётр Ильич //г. Тверь, ул. Садовая, д. 1//».
    /// </summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var lower = PlainText.Printable(name).ToLowerInvariant().Replace('ё', 'е').Split("//")[0];
        return [.. NotAWord().Split(LegalForm().Replace(lower, " ")).Where(word => word.Length > 0)];
    }

    [GeneratedRegex(
        @"общество с ограниченной ответственностью"
            + @"|(?:публичное |непубличное |открытое |закрытое )?акционерное общество"
            + @"|индивидуальный предприниматель|\b(?:ооо|оао|зао|пао|нао|ао|ип|нко|ано|кфх|тсж|гуп|муп|фгуп)\b")]
    private static partial Regex LegalForm();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotAWord();
}
