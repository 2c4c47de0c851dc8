using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>Keeps a message hidden for as long as its function runs.</summary>
internal sealed partial class HiddenMessage : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task<QueueMessage> _renewing;

    /// <summary>Renews the message half way through <paramref name="hidden"/>, again and again.</summary>
    public HiddenMessage(QueueClient queue, QueueMessage message, TimeSpan hidden, ILogger logger) =>
        _renewing = RenewAsync(queue, message, hidden, logger);

    /// <summary>Stops renewing.</summary>
    /// <returns>The message with its latest receipt.</returns>
    public async Task<QueueMessage> EndAsync()
    {
        await _end.CancelAsync();
        return await _renewing;
    }

    public void Dispose() => _end.Dispose();

    private async Task<QueueMessage> RenewAsync(
        QueueClient queue,
        QueueMessage message,
        TimeSpan hidden,
        ILogger logger)
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(hidden / 2, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_end.IsCancellationRequested)
            {
                try
                {
                    message = message.Update(await queue.UpdateMessageAsync(
                        message.MessageId,
                        message.PopReceipt,
                        visibilityTimeout: hidden));
                }
                catch (RequestFailedException e)
                {
                    LogNotRenewed(logger, e, message.MessageId, queue.Name);
                }
            }
        }

        return message;
    }

    [LoggerMessage(LogLevel.Warning, "Message {Id} of queue '{Queue}' could not be kept hidden.")]
    private static partial void LogNotRenewed(ILogger logger, Exception exception, string id, string queue);
}
