namespace Functions.Outbox;

/// <summary>Hands out work that a timer selected: some messages at a time, never all of them in memory.</summary>
internal static class Batches
{
    // More would only wait for the storage: it takes some 2,000 messages a second for a queue.
    private const int AtOnce = 32;

    /// <summary>Sends a message for each item.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> HandOutAsync<T>(
        this IAsyncEnumerable<T> items,
        Func<T, CancellationToken, Task> send,
        CancellationToken cancellationToken)
    {
        var count = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, stopping) =>
        {
            await send(item, stopping);
            Interlocked.Increment(ref count);
        });
        return count;
    }
}
