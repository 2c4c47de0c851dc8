namespace Standalone;

/// <summary>The timer functions and when they run.</summary>
public sealed class StandaloneTimers
{
    private readonly TimerRunner _timers;

    internal StandaloneTimers(TimerRunner timers) => _timers = timers;

    /// <summary>A snapshot of all timer functions, by name; empty before the app has started.</summary>
    public IReadOnlyList<TimerState> All => _timers.All;
}

/// <summary>One timer function.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Schedule">Its NCRONTAB expression.</param>
/// <param name="Last">Its last run, UTC; null is never, or not known.</param>
/// <param name="Next">Its next run, UTC.</param>
public sealed record TimerState(string Function, string Schedule, DateTimeOffset? Last, DateTimeOffset Next);
