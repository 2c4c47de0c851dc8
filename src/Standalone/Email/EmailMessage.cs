namespace Azure.Communication.Email;

/// <summary>A letter to send. Attachments are not supported by this stand-in and so not to be had.</summary>
public class EmailMessage
{
    /// <summary>A letter to one recipient.</summary>
    /// <exception cref="ArgumentException">An argument is null, or the recipient's address is blank.</exception>
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    /// <summary>A letter to any number of recipients.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentNullException.ThrowIfNull(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        (SenderAddress, Recipients, Content) = (senderAddress, recipients, content);
    }

    /// <summary>The sender, of a domain that the service has verified.</summary>
    public string SenderAddress { get; }

    /// <summary>Who receives the letter.</summary>
    public EmailRecipients Recipients { get; }

    /// <summary>Subject and body.</summary>
    public EmailContent Content { get; }

    /// <summary>Headers of the letter beside the usual ones.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Whom an answer is to reach.</summary>
    public IList<EmailAddress> ReplyTo { get; } = [];

    /// <summary>True keeps the service from following whether the letter was opened and its links clicked.</summary>
    public bool? UserEngagementTrackingDisabled { get; set; }

    /// <summary>Refuses what the real client refuses before it asks the service.</summary>
    /// <exception cref="ArgumentException">No body, subject, sender or recipient, or a header without a value.</exception>
    internal void Validate()
    {
        Require(!Headers.Values.Any(string.IsNullOrWhiteSpace), "Empty Value is not allowed in Email Header");
        Require(!string.IsNullOrWhiteSpace(Content.Html) || !string.IsNullOrWhiteSpace(Content.PlainText), "Email content must have either HTML or PlainText");
        Require(!string.IsNullOrWhiteSpace(Content.Subject), "Email subject can not be empty");
        Require(!string.IsNullOrWhiteSpace(SenderAddress), "Sender must be a valid email address");
        Require(Recipients.To.Count + Recipients.CC.Count + Recipients.BCC.Count > 0, "ToRecipients cannot be empty");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
