namespace Functions.Emails;

/// <summary>An e-mail as the mail service gets it.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Text">The body as plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record OutgoingEmail(string To, string Subject, string Text, string Html)
{
    /// <summary>Who gets a copy; null if nobody does.</summary>
    public string? CopyTo { get; init; }

    /// <summary>A file that comes with it.</summary>
    public OutgoingFile? File { get; init; }
}

/// <summary>A file that comes with an e-mail.</summary>
public sealed record OutgoingFile(string Name, string ContentType, byte[] Content);
