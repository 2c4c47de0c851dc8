using Azure;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>
/// Takes messages from one queue as the Functions host does: in batches, several at once, hidden while they run; a
/// failed one comes back after the visibility timeout, and after its last try it is moved to the poison queue.
/// </summary>
internal sealed partial class QueueListener(
    StorageQueue queue,
    Func<string, QueueMessage, Task<bool>> run,
    HostJson settings,
    ILogger logger) : IDisposable
{
    // The host's figures: how long a running message is hidden (renewed half way), and the shortest wait between looks.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _sent = new(0, 1);
    private readonly RunningTasks _running = new();

    /// <summary>Ends when listening was stopped and every message taken is done.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Listens until <paramref name="cancellationToken"/>.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        queue.Sent += Wake;
        Completion = Task.Run(async () =>
        {
            await ListenAsync(cancellationToken);
            queue.Sent -= Wake;
            await _running.WhenAll();
        }, CancellationToken.None);
    }

    public void Dispose() => _sent.Dispose();

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var wait = ShortestWait;
        var isReachable = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var messages = await ReceiveAsync(cancellationToken);
                if (!isReachable)
                {
                    isReachable = true;
                    LogReachable(logger, queue.Client.Name);
                }

                foreach (var message in messages)
                {
                    _running.Add(ProcessAsync(message));
                }

                if (messages.Length > 0)
                {
                    wait = ShortestWait;
                    await _running.WhenAtMost(settings.NewBatchThreshold, cancellationToken);
                    continue;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (isReachable)
            {
                isReachable = false;
                LogUnreachable(logger, queue.Client.Name, FunctionsHostException.FirstLine(e.Message));
            }
            catch (Exception)
            {
                // Said once is enough; it is tried again until it succeeds.
            }

            // A message that was sent may be hidden for a moment.
            wait = await IsWokenAsync(wait, cancellationToken) ? ShortestWait : TimeSpan.FromTicks(Math.Min(
                settings.MaxPollingInterval.Ticks,
                (long)(wait.Ticks * (1.8 + (0.4 * Random.Shared.NextDouble())))));
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Once sent, the request is not given up: messages it took would stay hidden for nothing.
            cancellationToken.ThrowIfCancellationRequested();
            return await queue.Client.ReceiveMessagesAsync(settings.BatchSize, Hidden, CancellationToken.None);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message)
    {
        try
        {
            if (queue.Decode(message) is not { } text)
            {
                LogUndecodable(logger, message.MessageId, queue.Client.Name);
                await MoveToPoisonAsync(message);
                return;
            }

            if (message.DequeueCount > settings.MaxDequeueCount)
            {
                await MoveToPoisonAsync(message);
                return;
            }

            using var hiding = new HiddenMessage(queue.Client, message, Hidden, logger);
            var succeeded = await run(text, message);
            message = await hiding.EndAsync();
            if (succeeded)
            {
                await queue.Client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
            else if (message.DequeueCount >= settings.MaxDequeueCount)
            {
                await MoveToPoisonAsync(message);
            }
            else if (queue.Poison is not null)
            {
                await queue.Client.UpdateMessageAsync(
                    message.MessageId,
                    message.PopReceipt,
                    visibilityTimeout: settings.VisibilityTimeout);
            }
        }
        catch (RequestFailedException e)
            when (e.ErrorCode == QueueErrorCode.MessageNotFound
                || e.ErrorCode == QueueErrorCode.PopReceiptMismatch
                || e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // Somebody else has it now, or the queue is gone.
        }
        catch (Exception e)
        {
            LogUnfinished(logger, e, message.MessageId, queue.Client.Name);
        }
    }

    // Without a poison queue the message stays hidden until its time is over, so that it does not fail in a tight loop.
    private async Task MoveToPoisonAsync(QueueMessage message)
    {
        if (queue.Poison is { } poison)
        {
            LogPoison(logger, settings.MaxDequeueCount, poison.Client.Name);
            await poison.SendRawAsync(message.Body.ToString());
            await queue.Client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private void Wake()
    {
        if (_sent.CurrentCount == 0)
        {
            try
            {
                _sent.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another one has just woken it.
            }
        }
    }

    private async Task<bool> IsWokenAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            return await _sent.WaitAsync(time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
            return false;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Message has reached MaxDequeueCount of {Count}. Moving message to queue '{Queue}'.")]
    private static partial void LogPoison(ILogger logger, int count, string queue);

    [LoggerMessage(LogLevel.Warning, "Message {Id} of queue '{Queue}' is not base64 of UTF-8.")]
    private static partial void LogUndecodable(ILogger logger, string id, string queue);

    [LoggerMessage(LogLevel.Error, "Queue '{Queue}' cannot be read and is tried again until it can: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string queue, string reason);

    [LoggerMessage(LogLevel.Information, "Queue '{Queue}' can be read again.")]
    private static partial void LogReachable(ILogger logger, string queue);

    [LoggerMessage(LogLevel.Error, "Message {Id} of queue '{Queue}' could not be finished; it will come again.")]
    private static partial void LogUnfinished(ILogger logger, Exception exception, string id, string queue);
}
