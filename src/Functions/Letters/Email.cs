namespace Functions.Letters;

/// <summary>A letter as the mail service gets it.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Text">The body as plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record Email(string To, string Subject, string Text, string Html);
