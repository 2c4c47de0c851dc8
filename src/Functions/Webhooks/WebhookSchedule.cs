namespace Functions.Webhooks;

/// <summary>
/// When an event is tried again that a receiver did not take: for about three days, so that one which fails on a Friday
/// evening has it on Monday.
/// </summary>
public static class WebhookSchedule
{
    // A receiver that is busy may keep events from being tried at all.
    private static readonly TimeSpan LongestRound = TimeSpan.FromDays(4);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The delay after some tries; null if that was the last one.</summary>
    /// <param name="tries">How many there were in this round.</param>
    /// <param name="since">When the round began, real time.</param>
    /// <param name="jitter">From 0 to 1: what failed together is not tried together.</param>
    public static TimeSpan? DelayAfter(int tries, DateTimeOffset since, double jitter) =>
        tries > Delays.Length || DateTimeOffset.UtcNow - since > LongestRound
            ? null
            : Delays[tries - 1] * (1 + (0.2 * jitter));
}
