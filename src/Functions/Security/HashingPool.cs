namespace Functions.Security;

/// <summary>
/// The one bound on hashing in this process: as many hashes at once as there are cores, on threads of their own, so
/// that a flood of log-ins takes neither the memory nor the thread pool from other calls.
/// </summary>
/// <remarks>
/// A hash takes about 20 ms of a core. Who is let in waits at most for the places of its own lane and of those before
/// it; who is not is told so at once. All places together are below half of the calls that the host lets in at a time
/// (<c>perInstanceConcurrency</c> in infra/functions.bicep), so that hashing never keeps other calls out.
/// </remarks>
public sealed class HashingPool : IDisposable
{
    /// <summary>When a caller who found a lane full is asked to come again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // On one core the last of these waits a third of a second.
    private const int PaymentPlaces = 16;

    // A stranger's flood delays a customer who logs in by no more than these.
    private const int LogInPlaces = 8;

    /// <summary>
    /// The messages of one queue that the host hands out at a time: batchSize and newBatchThreshold of host.json.
    /// </summary>
    public const int BackgroundPlaces = 24;

    /// <summary>How many may hash, or wait for it, at a time.</summary>
    public const int Places = PaymentPlaces + LogInPlaces + BackgroundPlaces;

    private readonly PasswordHasher _hasher;
    private readonly HashingQueues _queues = new();
    private readonly SemaphoreSlim[] _places =
        [new(PaymentPlaces, PaymentPlaces), new(LogInPlaces, LogInPlaces), new(BackgroundPlaces, BackgroundPlaces)];

    private readonly Thread[] _threads;

    /// <summary>Starts a thread for each core.</summary>
    public HashingPool(PasswordHasher hasher)
        : this(hasher, Environment.ProcessorCount)
    {
    }

    /// <summary>Starts so many threads.</summary>
    public HashingPool(PasswordHasher hasher, int threads)
    {
        _hasher = hasher;
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(_queues.Work)
        {
            Name = $"Hashing {i}",
            IsBackground = true,
        })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Takes a place in a lane; to be disposed of as soon as the hash is known.</summary>
    /// <returns>Null if the lane is full: the caller is asked to come again.</returns>
    public HashingPermit? TryEnter(HashingLane lane)
    {
        var places = _places[(int)lane];
        return places.Wait(0) ? new HashingPermit(_hasher, _queues[lane], places) : null;
    }

    /// <summary>Ends the threads when what waits is done; nothing more is taken.</summary>
    public void Dispose()
    {
        _queues.Close();
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }
}
