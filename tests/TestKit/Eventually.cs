using System.Diagnostics;

namespace TestKit;

/// <summary>Waits for what will be true soon.</summary>
public static class Eventually
{
    // Machines of continuous integration are slow.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the condition holds; fails the test at the limit.</summary>
    /// <param name="condition">What has to become true.</param>
    /// <param name="what">The condition in words.</param>
    public static Task IsAsync(Func<Task<bool>> condition, string what) => IsAsync(condition, () => what);

    /// <summary>Asks again and again until the condition holds; fails the test at the limit.</summary>
    /// <param name="condition">What has to become true.</param>
    /// <param name="what">The condition in words, and what stands in its way by then.</param>
    public static async Task IsAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Limit, $"This did not become true within {Limit}: {what()}");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks again and again until the condition holds; fails the test at the limit.</summary>
    public static Task IsAsync(Func<bool> condition, string what) => IsAsync(() => Task.FromResult(condition()), what);
}
