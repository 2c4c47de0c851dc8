namespace LocalHost;

/// <summary>One timer function.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Schedule">Its NCRONTAB expression.</param>
/// <param name="Last">Its last run, UTC; null is never, or not known.</param>
/// <param name="Next">Its next run, UTC.</param>
public sealed record TimerState(string Function, string Schedule, DateTimeOffset? Last, DateTimeOffset Next);
