using Billing;

namespace Functions.Security;

/// <summary>A place in a lane of <see cref="HashingPool"/>, held until it is disposed of.</summary>
public sealed class HashingPermit : IDisposable
{
    private readonly PasswordHasher _hasher;
    private readonly TaskScheduler _threads;
    private SemaphoreSlim? _places;

    internal HashingPermit(PasswordHasher hasher, TaskScheduler threads, SemaphoreSlim places) =>
        (_hasher, _threads, _places) = (hasher, threads, places);

    /// <summary>Verifies a password: one hash, whatever was typed, and whether or not there is a cabinet.</summary>
    /// <param name="cabinet">Whose password it ought to be; null if there is none.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<PasswordCheck> VerifyAsync(
        Cabinet? cabinet,
        Password password,
        CancellationToken cancellationToken) =>
        RunAsync(hasher => hasher.Verify(cabinet?.PasswordHash, password.For(cabinet)), cancellationToken);

    /// <summary>Makes the form in which a password is stored.</summary>
    public Task<string> HashAsync(Password password, CancellationToken cancellationToken) =>
        RunAsync(hasher => hasher.Hash(password), cancellationToken);

    /// <summary>
    /// Does work on a thread of the pool. If it is cancelled while it waits, it is not done, which shows when its turn
    /// comes: until then it fills its place.
    /// </summary>
    public Task<T> RunAsync<T>(Func<PasswordHasher, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_places is null, this);

        // The caller goes on elsewhere: the pool's threads only hash.
        const TaskCreationOptions options =
            TaskCreationOptions.DenyChildAttach | TaskCreationOptions.RunContinuationsAsynchronously;
        return Task.Factory.StartNew(() => work(_hasher), cancellationToken, options, _threads);
    }

    /// <summary>Frees the place.</summary>
    public void Dispose() => Interlocked.Exchange(ref _places, null)?.Release();
}
