namespace Azure.Communication.Email;

/// <summary>Who receives a letter, openly (To, CC) or unseen by the others (BCC).</summary>
public class EmailRecipients
{
    /// <summary>Recipients of the letter itself.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public EmailRecipients(IEnumerable<EmailAddress> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        To = [.. to];
    }

    /// <summary>Recipients of the letter and of its copies; null means none.</summary>
    public EmailRecipients(IEnumerable<EmailAddress> to = null, IEnumerable<EmailAddress> cc = null, IEnumerable<EmailAddress> bcc = null)
        : this(to ?? [])
    {
        CC = [.. cc ?? []];
        BCC = [.. bcc ?? []];
    }

    /// <summary>Recipients of the letter.</summary>
    public IList<EmailAddress> To { get; }

    /// <summary>Recipients of copies.</summary>
    public IList<EmailAddress> CC { get; } = [];

    /// <summary>Recipients of copies whom nobody else sees.</summary>
    public IList<EmailAddress> BCC { get; } = [];
}
