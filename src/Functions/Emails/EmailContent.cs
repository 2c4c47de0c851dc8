using System.Text;
using Functions.Catalog;

namespace Functions.Emails;

/// <summary>What an e-mail says; EmailView makes HTML of it, <see cref="ToText"/> the plain alternative.</summary>
/// <param name="Subject">Subject line.</param>
/// <param name="Heading">The news in one line.</param>
/// <param name="Operator">Who writes, and how to reach the support.</param>
public sealed record EmailContent(string Subject, string Heading, OperatorSettings Operator)
{
    /// <summary>Ends every e-mail.</summary>
    public const string Automatic = "Письмо отправлено автоматически, отвечать на него не нужно.";

    /// <summary>What mail programs show in the list beside the subject; never a secret.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>What the reader looks for first, shown large: a sum. Null where the heading is the news.</summary>
    public string? Figure { get; init; }

    /// <summary>What happened and what the reader must do.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Facts, those that belong together in one group. An empty group is left out.</summary>
    public IReadOnlyList<IReadOnlyList<EmailFact>> Facts { get; init; } = [];

    /// <summary>Where to go next: the button.</summary>
    public EmailLink? Action { get; init; }

    /// <summary>Small print.</summary>
    public IReadOnlyList<EmailNote> Notes { get; init; } = [];

    /// <summary>The e-mail as plain text.</summary>
    public string ToText()
    {
        var parts = new List<string> { Figure is null ? Heading : $"{Heading}\n{Figure}" };
        parts.AddRange(Paragraphs);
        parts.AddRange(Facts.Where(group => group.Count > 0)
            .Select(group => string.Join('\n', group.Select(fact => $"{fact.Label}: {fact.Value}"))));
        if (Action is { } action)
        {
            parts.Add($"{action.Text}:\n{action.Url.AbsoluteUri}");
        }

        parts.AddRange(Notes.Select(note => note.Link is { } link
            ? $"{note.Text} {link.Text}:\n{link.Url.AbsoluteUri}"
            : note.Text));
        var text = new StringBuilder().AppendJoin("\n\n", parts).Append("\n\n-- \n").Append(Operator.Name).Append('\n');
        Append(text, "Телефон поддержки", Operator.Phone);
        Append(text, "Почта поддержки", Operator.Email);
        return text.Append(Automatic).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, string label, string value)
    {
        if (value.Length > 0)
        {
            text.Append(label).Append(": ").Append(value).Append('\n');
        }
    }
}

/// <summary>A value beside its label.</summary>
public sealed record EmailFact(string Label, string Value)
{
    /// <summary>
    /// Whether the value is typed or copied elsewhere: then it is set in letters of one width, in which O and 0 differ.
    /// </summary>
    public bool IsTyped { get; init; }
}

/// <summary>A link and what it says.</summary>
public sealed record EmailLink(string Text, Uri Url);

/// <summary>A sentence of small print, which a link may end.</summary>
public sealed record EmailNote(string Text, EmailLink? Link = null);
