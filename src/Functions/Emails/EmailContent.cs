using System.Text;

namespace Functions.Emails;

/// <summary>What an e-mail says; EmailView makes HTML of it, <see cref="ToText"/> the plain alternative.</summary>
/// <param name="Subject">Subject line.</param>
/// <param name="From">Who writes.</param>
/// <param name="Heading">The news in one line.</param>
public sealed record EmailContent(string Subject, string From, string Heading)
{
    /// <summary>What happened and what the reader must do.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Facts, as label and value.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>The one thing to do, if there is one.</summary>
    public (string Text, Uri Url)? Action { get; init; }

    /// <summary>Small print.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Who writes, and how to reach the support.</summary>
    public IReadOnlyList<string> Footer { get; init; } = [];

    /// <summary>The e-mail as plain text.</summary>
    public string ToText()
    {
        var text = new StringBuilder().Append(Heading).Append("\n\n");
        foreach (var paragraph in Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        foreach (var (label, value) in Facts)
        {
            text.Append(label).Append(": ").Append(value).Append('\n');
        }

        if (Facts.Count > 0)
        {
            text.Append('\n');
        }

        if (Action is { } action)
        {
            text.Append(action.Text).Append(":\n").Append(action.Url.AbsoluteUri).Append("\n\n");
        }

        foreach (var note in Notes)
        {
            text.Append(note).Append("\n\n");
        }

        return text.Append("-- \n").AppendJoin('\n', Footer).Append('\n').ToString();
    }
}
