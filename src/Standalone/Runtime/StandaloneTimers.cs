namespace Standalone;

/// <summary>The timer functions and when they run.</summary>
public sealed class StandaloneTimers
{
    /// <summary>A snapshot of all timer functions, by name.</summary>
    public IReadOnlyList<TimerState> All { get; } = [];
}

/// <summary>One timer function.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Schedule">Its NCRONTAB expression.</param>
/// <param name="Last">Its last run, UTC; null is never.</param>
/// <param name="Next">Its next run, UTC.</param>
public sealed record TimerState(string Function, string Schedule, DateTimeOffset? Last, DateTimeOffset Next);
