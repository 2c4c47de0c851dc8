namespace Azure.Communication.Email;

/// <summary>Subject and body of an e-mail; HTML, plain text or both.</summary>
public class EmailContent
{
    /// <summary>An e-mail without a body yet.</summary>
    /// <exception cref="ArgumentNullException">The subject is null.</exception>
    public EmailContent(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        Subject = subject;
    }

    /// <summary>The subject line.</summary>
    public string Subject { get; }

    /// <summary>The body as plain text.</summary>
    public string PlainText { get; set; }

    /// <summary>The body as HTML.</summary>
    public string Html { get; set; }
}
