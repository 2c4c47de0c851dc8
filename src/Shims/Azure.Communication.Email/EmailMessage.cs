using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Communication.Email;

/// <summary>An e-mail to one recipient.</summary>
public class EmailMessage
{
    private static readonly JsonSerializerOptions WithoutNulls =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly string _sender;
    private readonly string _recipient;
    private readonly EmailContent _content;

    /// <summary>An e-mail to one recipient, from an address of a domain that the service has verified.</summary>
    /// <exception cref="ArgumentException">An argument is null, or the recipient's address is blank.</exception>
    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
    {
        ArgumentNullException.ThrowIfNull(senderAddress);
        ArgumentException.ThrowIfNullOrWhiteSpace(recipientAddress);
        ArgumentNullException.ThrowIfNull(content);
        (_sender, _recipient, _content) = (senderAddress, recipientAddress, content);
    }

    /// <summary>The request's body: https://learn.microsoft.com/rest/api/communication/email/email/send.</summary>
    /// <exception cref="ArgumentException">No body, subject or sender, as with the real client.</exception>
    internal byte[] ToJson()
    {
        Require(
            !string.IsNullOrWhiteSpace(_content.Html) || !string.IsNullOrWhiteSpace(_content.PlainText),
            "Email content must have either HTML or PlainText");
        Require(!string.IsNullOrWhiteSpace(_content.Subject), "Email subject can not be empty");
        Require(!string.IsNullOrWhiteSpace(_sender), "Sender must be a valid email address");
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                senderAddress = _sender,
                content = new { subject = _content.Subject, plainText = _content.PlainText, html = _content.Html },
                recipients = new { to = new[] { new { address = _recipient } } },
            },
            WithoutNulls);
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
