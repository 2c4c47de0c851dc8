namespace Functions.Http;

/// <summary>What a use case answers: a body or a problem.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">One of the bodies of <see cref="ApiJson"/>, a <see cref="FileBody"/>, or null.</param>
public sealed record Outcome(int Status, object? Body)
{
    /// <summary>Why the call is refused; then there is no body.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Where what was made can be read.</summary>
    public string? Location { get; init; }

    /// <summary>Status 200.</summary>
    public static Outcome Ok(object body) => new(200, body);

    /// <summary>Status 204.</summary>
    public static Outcome NoContent { get; } = new(204, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome(Problem problem) => FromProblem(problem);

    /// <summary>A refusal.</summary>
    public static Outcome FromProblem(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(problem.Status, null) { Problem = problem };
    }
}

/// <summary>A file to keep.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Name">What it is called, ASCII.</param>
public sealed record FileBody(byte[] Content, string ContentType, string Name);
