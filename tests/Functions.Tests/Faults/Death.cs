namespace Functions.Tests;

/// <summary>The process dies while it runs a function: before a request to the storage, or after its answer.</summary>
/// <param name="request">Which request of the run, counted from 0.</param>
/// <param name="isAfter">Whether it is done.</param>
public sealed class Death(int request, bool isAfter)
{
    private int _isDone;

    /// <summary>Whether it came.</summary>
    public bool IsDone => Volatile.Read(ref _isDone) > 0;

    /// <summary>Every death of a run of so many requests; and one that would come after all of them.</summary>
    public static IReadOnlyList<Death> AtEvery(int requests) =>
    [
        .. Enumerable.Range(0, requests).SelectMany(i => new Death[] { new(i, isAfter: false), new(i, isAfter: true) }),
        new(requests, isAfter: false),
    ];

    /// <summary>Whether this request is done when the death comes.</summary>
    public bool Spares(int other) => other < request || (other == request && isAfter);

    public override string ToString() => $"{(isAfter ? "after" : "before")} request {request}";

    internal bool Comes(int sent, bool isAnswered)
    {
        var comes = sent > request || (sent == request && !isAfter && !isAnswered);
        return comes && Interlocked.Increment(ref _isDone) > 0;
    }
}
