using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Communication.Email;

/// <summary>An e-mail.</summary>
public class EmailMessage
{
    private static readonly JsonSerializerOptions WithoutNulls =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>An e-mail to one recipient, from an address of a domain that the service has verified.</summary>
    /// <exception cref="ArgumentException">An argument is null, or the recipient's address is blank.</exception>
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    /// <summary>An e-mail, from an address of a domain that the service has verified.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentNullException.ThrowIfNull(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        (SenderAddress, Recipients, Content) = (senderAddress, recipients, content);
    }

    /// <summary>Who sends it.</summary>
    public string SenderAddress { get; }

    /// <summary>Who gets it.</summary>
    public EmailRecipients Recipients { get; }

    /// <summary>What it says.</summary>
    public EmailContent Content { get; }

    /// <summary>The files that come with it.</summary>
    public IList<EmailAttachment> Attachments { get; } = [];

    /// <summary>The request's body: https://learn.microsoft.com/rest/api/communication/email/email/send.</summary>
    /// <exception cref="ArgumentException">Something is missing, as with the real client.</exception>
    internal byte[] ToJson()
    {
        Require(
            !string.IsNullOrWhiteSpace(Content.Html) || !string.IsNullOrWhiteSpace(Content.PlainText),
            "Email content must have either HTML or PlainText");
        Require(!string.IsNullOrWhiteSpace(Content.Subject), "Email subject can not be empty");
        Require(!string.IsNullOrWhiteSpace(SenderAddress), "Sender must be a valid email address");
        Require(Recipients.To.Count > 0, "There must be a recipient");
        Require(
            Attachments.All(file =>
                file.Name.Length > 0 && file.ContentType.Length > 0 && !file.Content.ToMemory().IsEmpty),
            "An attachment must have a name, a content type and content");
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                senderAddress = SenderAddress,
                content = new { subject = Content.Subject, plainText = Content.PlainText, html = Content.Html },
                recipients = new
                {
                    to = List(Recipients.To),
                    cc = List(Recipients.CC),
                    bcc = List(Recipients.BCC),
                },
                attachments = OrNull(Attachments.Select(file => new
                {
                    name = file.Name,
                    contentType = file.ContentType,
                    contentInBase64 = Convert.ToBase64String(file.Content.ToMemory().Span),
                })),
            },
            WithoutNulls);
    }

    private static object List(IEnumerable<EmailAddress> addresses) =>
        OrNull(addresses.Select(one => new { address = one.Address }));

    // A list of which nothing was given is left out.
    private static T[] OrNull<T>(IEnumerable<T> items) => items.ToArray() is { Length: > 0 } given ? given : null;

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
