using Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>What a use case answers: a body or a problem, and the work that follows.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">One of the bodies of <see cref="ApiJson"/>, or null.</param>
public sealed record Outcome(int Status, object? Body)
{
    /// <summary>Why the call is refused; then there is no body.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Where what was made can be read.</summary>
    public string? Location { get; init; }

    /// <summary>What follows the commit; its markers are stored.</summary>
    public IReadOnlyList<Work> Work { get; init; } = [];

    /// <summary>A queue message to send once more as it was: the queue and the text.</summary>
    public (string Queue, string Text)? Message { get; init; }

    /// <summary>200.</summary>
    public static Outcome Ok(object body) => new(200, body);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome(Problem problem) => new(problem.Status, null) { Problem = problem };
}

/// <summary>What every HTTP function returns: the response and the messages. A null sends nothing.</summary>
public sealed class Answer
{
    /// <summary>The response.</summary>
    public required HttpResponseData Response { get; init; }

    /// <summary>Clients that wait for a cabinet.</summary>
    [QueueOutput(Queues.CreateCabinet)]
    public string[]? Cabinets { get; init; }

    /// <summary>Letters to send.</summary>
    [QueueOutput(Queues.SendLetter)]
    public string[]? Letters { get; init; }

    /// <summary>Top-ups to book again.</summary>
    [QueueOutput(Queues.TopUps)]
    public string[]? TopUps { get; init; }
}
