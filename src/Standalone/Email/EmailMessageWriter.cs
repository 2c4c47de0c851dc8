using System.Buffers;
using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>A letter as the service reads it: https://learn.microsoft.com/rest/api/communication/email/email/send.</summary>
internal static class EmailMessageWriter
{
    /// <summary>The JSON of a letter; what was not given is left out.</summary>
    public static ReadOnlyMemory<byte> Write(EmailMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteHeaders(json, message.Headers);
            json.WriteString("senderAddress", message.SenderAddress);
            WriteContent(json, message.Content);
            json.WriteStartObject("recipients");
            WriteAddresses(json, "to", message.Recipients.To);
            WriteGiven(json, "cc", message.Recipients.CC);
            WriteGiven(json, "bcc", message.Recipients.BCC);
            json.WriteEndObject();
            WriteGiven(json, "replyTo", message.ReplyTo);
            if (message.UserEngagementTrackingDisabled is { } disabled)
            {
                json.WriteBoolean("userEngagementTrackingDisabled", disabled);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteHeaders(Utf8JsonWriter json, IDictionary<string, string> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        json.WriteStartObject("headers");
        foreach (var header in headers)
        {
            json.WriteString(header.Key, header.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, EmailContent content)
    {
        json.WriteStartObject("content");
        json.WriteString("subject", content.Subject);
        WriteGiven(json, "plainText", content.PlainText);
        WriteGiven(json, "html", content.Html);
        json.WriteEndObject();
    }

    private static void WriteGiven(Utf8JsonWriter json, string name, string value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteGiven(Utf8JsonWriter json, string name, IList<EmailAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            WriteAddresses(json, name, addresses);
        }
    }

    private static void WriteAddresses(Utf8JsonWriter json, string name, IList<EmailAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses)
        {
            json.WriteStartObject();
            json.WriteString("address", address.Address);
            WriteGiven(json, "displayName", address.DisplayName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
