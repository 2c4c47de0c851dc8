using System.Collections.Concurrent;

namespace Functions.Tests;

/// <summary>One run of a function, and its requests to tables and queues.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Message">The text of the queue message that started it; null for other triggers.</param>
public sealed record Invocation(string Function, string? Message)
{
    private static readonly AsyncLocal<Invocation?> Now = new();

    private readonly ConcurrentQueue<StorageRequest> _requests = new();

    /// <summary>The run that the calling code is part of.</summary>
    public static Invocation? Current
    {
        get => Now.Value;
        set => Now.Value = value;
    }

    public bool Ended { get; set; }

    /// <summary>Whether it ended well, so that its message is done.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Where it is to die; null if it is to live.</summary>
    public Death? Death { get; init; }

    /// <summary>The requests, retries included, in the order in which they were sent.</summary>
    public IReadOnlyList<StorageRequest> Requests => [.. _requests.OrderBy(request => request.Sent)];

    /// <summary>The requests' kinds and tables: <c>query Clients</c>.</summary>
    public IReadOnlyList<string> Kinds => [.. Requests.Select(request => $"{request.Kind} {request.Table}".Trim())];

    /// <summary>
    /// The number of round trips: the length of the longest sequence in which each request was sent after the answer to
    /// the one before.
    /// </summary>
    /// <param name="condition">Which requests count; all if null.</param>
    public int InSequence(Func<StorageRequest, bool>? condition = null)
    {
        var (roundTrips, lastAnswer) = (0, long.MinValue);
        foreach (var request in _requests.Where(condition ?? (_ => true)).OrderBy(request => request.Answered))
        {
            if (request.Sent >= lastAnswer)
            {
                (roundTrips, lastAnswer) = (roundTrips + 1, request.Answered);
            }
        }

        return roundTrips;
    }

    internal void Add(StorageRequest request) => _requests.Enqueue(request);

    /// <summary>Lets the run die where it is to. No later request of it reaches the storage.</summary>
    /// <param name="isAnswered">Whether a request was answered; else one is about to be sent.</param>
    internal void ThrowIfDead(bool isAnswered)
    {
        if (Death?.Comes(_requests.Count, isAnswered) == true)
        {
            throw new ProcessDiedException();
        }
    }
}
