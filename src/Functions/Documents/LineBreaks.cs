using System.Text;

namespace Functions.Documents;

/// <summary>Breaks a text into lines.</summary>
public static class LineBreaks
{
    /// <summary>
    /// Breaks between words, and within those that are wider than a line. Spaces that keep words together have done
    /// their work then, and become plain ones: what is copied from the document or searched in it has no others.
    /// </summary>
    /// <param name="text">On one line.</param>
    /// <param name="width">The most that a line may have.</param>
    /// <param name="measure">The width of a text.</param>
    public static IReadOnlyList<string> Wrap(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ').SelectMany(word => Parts(word.Replace('\u00a0', ' '), width, measure)))
        {
            if (line.Length > 0 && measure($"{line} {word}") > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        return [.. lines, line];
    }

    private static IEnumerable<string> Parts(string word, double width, Func<string, double> measure)
    {
        if (measure(word) <= width)
        {
            return [word];
        }

        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (part.Length > 0 && measure($"{part}{rune}") > width)
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            part.Append(rune);
        }

        return [.. parts, part.ToString()];
    }
}
