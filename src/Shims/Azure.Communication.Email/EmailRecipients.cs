namespace Azure.Communication.Email;

/// <summary>Who gets an e-mail.</summary>
public class EmailRecipients
{
    /// <summary>The recipients, and those who get a copy.</summary>
    public EmailRecipients(
        IEnumerable<EmailAddress> to = null,
        IEnumerable<EmailAddress> cc = null,
        IEnumerable<EmailAddress> bcc = null) =>
        (To, CC, BCC) = ([.. to ?? []], [.. cc ?? []], [.. bcc ?? []]);

    /// <summary>The recipients.</summary>
    public IList<EmailAddress> To { get; }

    /// <summary>Those who get a copy.</summary>
    public IList<EmailAddress> CC { get; }

    /// <summary>Those who get a copy of which the others do not know.</summary>
    public IList<EmailAddress> BCC { get; }
}
