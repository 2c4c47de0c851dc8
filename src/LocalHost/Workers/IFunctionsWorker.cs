namespace LocalHost;

/// <summary>Where an app's functions run: in this process, or in one of their own.</summary>
public interface IFunctionsWorker : IAsyncDisposable
{
    /// <summary>The app's folder, with its host.json.</summary>
    string Folder { get; }

    /// <summary>Completes when the worker ends without being asked to; the result says why.</summary>
    Task<string> Ended { get; }

    /// <summary>Starts the worker and lets it connect to the host.</summary>
    Task StartAsync(WorkerStart start, CancellationToken cancellationToken);

    /// <summary>Waits until a worker that was asked to end has ended, and ends it if it does not.</summary>
    Task StopAsync();
}

/// <summary>What a worker is started with.</summary>
/// <param name="Host">Where it connects.</param>
/// <param name="WorkerId">Who it says it is.</param>
/// <param name="Settings">The app's settings, by configuration key.</param>
public sealed record WorkerStart(Uri Host, string WorkerId, IReadOnlyDictionary<string, string?> Settings)
{
    /// <summary>Id of the request to start; nothing refers to it later.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString();

    /// <summary>Longest message, in bytes. A missing one means none at all to the worker.</summary>
    public int MaxMessageLength { get; } = int.MaxValue;
}
