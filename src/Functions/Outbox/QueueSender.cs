using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Functions.Outbox;

/// <summary>Sends queue messages, which never expire; a queue that is missing is made.</summary>
public sealed class QueueSender(QueueServiceClient service)
{
    // The longest that the storage hides a message.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly ConcurrentDictionary<string, QueueClient> _clients = new();

    /// <summary>Sends a message.</summary>
    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="message">Goes with the current trace, unless it has one.</param>
    /// <param name="delay">How long nobody sees it: whole seconds, seven days at most.</param>
    /// <param name="cancellationToken">Gives up; the message may have been sent all the same.</param>
    public Task<SendReceipt> SendAsync<T>(
        string queue,
        T message,
        TimeSpan delay,
        CancellationToken cancellationToken)
        where T : QueueMessage
    {
        ArgumentNullException.ThrowIfNull(message);
        var traced = message with { TraceParent = message.TraceParent ?? Activity.Current?.Id };
        return SendTextAsync(queue, QueueMessage.ToText(traced), delay, cancellationToken);
    }

    /// <summary>Sends a message that is seen at once.</summary>
    public Task<SendReceipt> SendAsync<T>(string queue, T message, CancellationToken cancellationToken)
        where T : QueueMessage => SendAsync(queue, message, TimeSpan.Zero, cancellationToken);

    /// <summary>Sends a text as it is.</summary>
    public async Task<SendReceipt> SendTextAsync(
        string queue,
        string text,
        TimeSpan delay,
        CancellationToken cancellationToken)
    {
        var client = _clients.GetOrAdd(queue, service.GetQueueClient);
        var hidden = delay < LongestDelay ? delay : LongestDelay;
        try
        {
            return await client.SendMessageAsync(text, hidden, Never, cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return await client.SendMessageAsync(text, hidden, Never, cancellationToken);
        }
    }

    /// <summary>Takes a message back, unless somebody received it meanwhile.</summary>
    public async Task DeleteAsync(string queue, SendReceipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        try
        {
            await service.GetQueueClient(queue).DeleteMessageAsync(
                receipt.MessageId,
                receipt.PopReceipt,
                cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 400 or 404)
        {
        }
    }
}
