namespace Local;

/// <summary>A letter as it lies in one recipient's mailbox.</summary>
/// <param name="Id">Unique among all letters; grows.</param>
/// <param name="At">When it arrived, by the product's clock.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">The subject, one line.</param>
/// <param name="Text">The plain version, empty when the sender gave none.</param>
/// <param name="Html">The HTML version, empty when the sender gave none.</param>
public sealed record Letter(
    string Id,
    DateTimeOffset At,
    string From,
    string To,
    string Subject,
    string Text,
    string Html)
{
    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];
}

/// <summary>A file that came with a letter.</summary>
public sealed record LetterFile(string Name, string ContentType, byte[] Content);
