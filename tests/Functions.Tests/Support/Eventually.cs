using System.Diagnostics;

namespace Functions.Tests;

/// <summary>Waits for what will be true soon.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the condition holds; fails the test at the limit.</summary>
    /// <param name="condition">What has to become true.</param>
    /// <param name="what">The condition in words.</param>
    /// <param name="limit">Two minutes unless given: machines of continuous integration are slow.</param>
    public static async Task IsAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (limit ?? DefaultLimit), $"This did not become true within {limit ?? DefaultLimit}: {what}");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }
}
