using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LocalHost;

/// <summary>One storage queue: sends and receives texts in the encoding that host.json names.</summary>
/// <param name="client">The queue itself; its messages are taken as they are.</param>
/// <param name="base64">Whether texts are base64 in the queue.</param>
/// <param name="poison">Where messages go that fail for good; null is nowhere.</param>
internal sealed class StorageQueue(QueueClient client, bool base64, Lazy<StorageQueue>? poison)
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Raised when this process has sent a message, so that its listener need not wait for its next look.
    /// </summary>
    public event Action? Sent;

    /// <summary>Says that a message was sent past this class.</summary>
    public void SentElsewhere() => Sent?.Invoke();

    /// <summary>The queue.</summary>
    public QueueClient Client => client;

    /// <summary>Where messages go that fail for good; null is nowhere.</summary>
    public StorageQueue? Poison => poison?.Value;

    /// <summary>Sends a text.</summary>
    public Task SendAsync(string text) =>
        SendRawAsync(base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text);

    /// <summary>Sends a message as it stands; makes the queue where it is missing.</summary>
    public async Task SendRawAsync(string body)
    {
        try
        {
            await client.SendMessageAsync(body);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await client.CreateIfNotExistsAsync();
            await client.SendMessageAsync(body);
        }

        Sent?.Invoke();
    }

    /// <summary>The text of a message; null where it is not in the encoding.</summary>
    public string? Decode(QueueMessage message)
    {
        var body = message.Body.ToString();
        try
        {
            return base64 ? Strict.GetString(Convert.FromBase64String(body)) : body;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
