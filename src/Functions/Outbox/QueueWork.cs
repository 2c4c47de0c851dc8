using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Outbox;

/// <summary>
/// Runs the work of a queue message. While the storage is down or busy, the message is put back instead of using up its
/// tries; anything else throws, and ends in the poison queue.
/// </summary>
public sealed partial class QueueWork(QueueSender queues, ILogger<QueueWork> logger)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    /// <summary>Runs it.</summary>
    /// <param name="queue">Where the message came from.</param>
    /// <param name="text">The message.</param>
    /// <param name="run">The work.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FormatException">The message was not understood.</exception>
    public Task RunAsync<T>(
        string queue,
        string text,
        Func<T, CancellationToken, Task> run,
        CancellationToken cancellationToken)
        where T : QueueMessage =>
        RunTextAsync(queue, text, (message, token) => run(QueueMessage.Parse<T>(message), token), cancellationToken);

    /// <summary>Runs the work of a message that is not the app's own.</summary>
    public async Task RunTextAsync(
        string queue,
        string text,
        Func<string, CancellationToken, Task> run,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            await run(text, cancellationToken);
        }
        catch (Exception error) when (error is BusyException || error.IsAmbiguous())
        {
            await queues.SendTextAsync(queue, text, Delay, cancellationToken);
            LogPutBack(logger, queue, error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The work of a message in {Queue} cannot be done now; the message was put back.")]
    private static partial void LogPutBack(ILogger logger, string queue, Exception error);
}
