using System.Diagnostics;
using Azure;
using Azure.Storage.Queues.Models;
using Functions.Storage;

namespace Functions.Outbox;

/// <summary>
/// Makes sure that every commit is followed: the message with the event's id is stored by the queue before the commit
/// starts. Whoever handles it finds the event, waits for it, or leaves a tombstone that the commit has to meet.
/// </summary>
public sealed class EventOutbox(QueueSender queues, CommitTimes times)
{
    private static readonly TimeSpan LongestPutBack = TimeSpan.FromSeconds(30);

    // Nobody sees the message while a usual commit is under way.
    private static readonly TimeSpan UsualCommit = TimeSpan.FromSeconds(1);

    /// <summary>Sends the message that goes before a commit.</summary>
    /// <exception cref="RequestFailedException">It is not stored: do not commit.</exception>
    public async Task<OutboxMessage> SendAsync(string clientId, string eventId, CancellationToken cancellationToken)
    {
        var message = new EventMessage(clientId, eventId, DateTimeOffset.UtcNow);
        var sent = Stopwatch.GetTimestamp();
        var receipt = await queues.SendAsync(QueueNames.Events, message, UsualCommit, cancellationToken);
        return new(receipt, sent);
    }

    /// <summary>Sends a message about an event that is committed already.</summary>
    public Task FollowAsync(string clientId, string eventId, CancellationToken cancellationToken) => queues.SendAsync(
        QueueNames.Events,
        new EventMessage(clientId, eventId, DateTimeOffset.UtcNow),
        cancellationToken);

    /// <summary>Takes the message back: nothing is going to be committed. One that stays does no harm.</summary>
    public async Task CancelAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            await queues.DeleteAsync(QueueNames.Events, message.Receipt, cancellationToken);
        }
        catch (Exception error) when (error.IsOfService())
        {
        }
    }

    /// <summary>Whether a commit that is not there yet may still come; after that it is taken for abandoned.</summary>
    /// <param name="sentAt">When the first message about it was sent.</param>
    public bool MayStillCome(DateTimeOffset sentAt) => DateTimeOffset.UtcNow - sentAt < times.Longest;

    /// <summary>
    /// How long a message waits for a commit that is not there yet: as long again as it has waited so far.
    /// </summary>
    public static TimeSpan PutBackDelayOf(DateTimeOffset sentAt)
    {
        var waited = DateTimeOffset.UtcNow - sentAt;
        return TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(waited.TotalSeconds), 1, LongestPutBack.TotalSeconds));
    }

    /// <summary>Whether an attempt to commit may still begin.</summary>
    /// <exception cref="BusyException">It may not: the call has to be repeated.</exception>
    public void ThrowIfLate(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Stopwatch.GetElapsedTime(message.Sent) > times.LatestAttempt)
        {
            throw new BusyException("The commit would begin too long after its message.");
        }
    }
}

/// <summary>A message that was sent before its commit.</summary>
/// <param name="Receipt">Takes it back.</param>
/// <param name="Sent">When, in ticks of the stopwatch.</param>
public sealed record OutboxMessage(SendReceipt Receipt, long Sent);

/// <summary>How long a commit and its message wait for each other; real time, whatever the clock says.</summary>
public sealed record CommitTimes
{
    /// <summary>After so long an event that is not there is taken for abandoned.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// No attempt begins so long after its message: far below <see cref="Longest"/>, since one that begins now ends
    /// some time after.
    /// </summary>
    public TimeSpan LatestAttempt { get; init; } = TimeSpan.FromMinutes(1);
}
