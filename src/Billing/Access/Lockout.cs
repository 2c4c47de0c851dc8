using System.Text.Json.Serialization;

namespace Billing;

/// <summary>
/// Wrong passwords in a row, and how long they keep a cabinet locked: every fifth one locks it, for 15 minutes at
/// first, then twice as long each time, 30 days at most. A right password starts again from <see cref="None"/>.
/// </summary>
/// <param name="Failures">Wrong passwords in a row; those given while locked do not count.</param>
/// <param name="LockedUntil">The end of the last lock, UTC; null if there was none.</param>
public sealed record Lockout(int Failures, DateTimeOffset? LockedUntil)
{
    private const int FailuresPerLock = 5;
    private static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestLock = TimeSpan.FromDays(30);

    /// <summary>No wrong passwords.</summary>
    public static Lockout None { get; } = new(0, null);

    /// <summary>Wrong passwords that remain before the next lock; 0 right after the one that locked.</summary>
    [JsonIgnore]
    public int AttemptsLeft => Failures == 0
        ? FailuresPerLock
        : (FailuresPerLock - (Failures % FailuresPerLock)) % FailuresPerLock;

    /// <summary>Whether no password is accepted at this moment.</summary>
    public bool IsLocked(DateTimeOffset now) => now < LockedUntil;

    /// <summary>One more wrong password; the same instance while locked.</summary>
    public Lockout Fail(DateTimeOffset now)
    {
        if (IsLocked(now))
        {
            return this;
        }

        var failures = Failures + 1;
        return failures % FailuresPerLock == 0
            ? new(failures, now.ToUniversalTime() + LockOf(failures / FailuresPerLock))
            : this with { Failures = failures };
    }

    private static TimeSpan LockOf(int count)
    {
        // Twelve doublings pass the longest lock; many more would overflow.
        var doubled = FirstLock * Math.Pow(2, Math.Min(count - 1, 12));
        return doubled < LongestLock ? doubled : LongestLock;
    }
}
