using System.Collections.Concurrent;

namespace Functions.Tests;

/// <summary>One run of a function, and what it asked of Table Storage.</summary>
/// <param name="Function">Its name.</param>
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

    /// <summary>Whether it came to its end.</summary>
    public bool Ended { get; set; }

    /// <summary>The storage requests, retries included, in the order they were sent.</summary>
    public IReadOnlyList<StorageRequest> Requests => [.. _requests.OrderBy(request => request.Sent)];

    /// <summary>Their kinds and tables: <c>query Clients</c>.</summary>
    public IReadOnlyList<string> Kinds => [.. Requests.Select(request => $"{request.Kind} {request.Table}".Trim())];

    /// <summary>How many of the requests waited for one another: the longest row in which each was sent after the one before was answered.</summary>
    /// <param name="counted">Which requests count; all unless given.</param>
    public int InSequence(Func<StorageRequest, bool>? counted = null)
    {
        var (rounds, until) = (0, long.MinValue);
        foreach (var request in _requests.Where(counted ?? (_ => true)).OrderBy(request => request.Answered))
        {
            if (request.Sent >= until)
            {
                (rounds, until) = (rounds + 1, request.Answered);
            }
        }

        return rounds;
    }

    internal void Add(StorageRequest request) => _requests.Enqueue(request);
}
