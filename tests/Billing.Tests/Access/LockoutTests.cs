using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class LockoutTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_fifth_wrong_password_locks_for_a_quarter_of_an_hour()
    {
        var lockout = Lockout.None;
        foreach (var left in new[] { 4, 3, 2, 1 })
        {
            lockout = lockout.Fail(Now);
            Assert.False(lockout.IsLocked(Now));
            Assert.Equal(left, lockout.AttemptsLeft);
        }

        lockout = lockout.Fail(Now);

        Assert.Equal(new Lockout(5, Now.AddMinutes(15)), lockout);
        Assert.Equal(0, lockout.AttemptsLeft);
        Assert.True(lockout.IsLocked(Now));
        Assert.True(lockout.IsLocked(Now.AddMinutes(15).AddTicks(-1)));
        Assert.False(lockout.IsLocked(Now.AddMinutes(15)));
    }

    [Fact]
    public void At_first_all_five_attempts_are_left()
    {
        Assert.Equal(5, Lockout.None.AttemptsLeft);
        Assert.False(Lockout.None.IsLocked(Now));
    }

    [Fact]
    public void Each_lock_is_twice_as_long_as_the_one_before_up_to_thirty_days()
    {
        var (lockout, now) = (Lockout.None, Now);
        var minutes = new List<double>();
        for (var locks = 0; locks < 14; locks++)
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                Assert.False(lockout.IsLocked(now));
                lockout = lockout.Fail(now);
            }

            minutes.Add((lockout.LockedUntil!.Value - now).TotalMinutes);
            now = lockout.LockedUntil.Value;
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 30720, 43200, 43200], minutes);
    }

    [Fact]
    public void However_many_failures_the_lock_stays_at_thirty_days() =>
        Assert.Equal(Now.AddDays(30), new Lockout(999_999_999, null).Fail(Now).LockedUntil);

    [Property]
    public void A_wrong_password_while_locked_changes_nothing(NonNegativeInt second)
    {
        var locked = new Lockout(5, Now.AddMinutes(15));
        var at = Now.AddSeconds(second.Get % 900);

        Assert.Same(locked, locked.Fail(at));
    }

    [Fact]
    public void The_end_of_a_lock_is_kept_in_utc()
    {
        var lockout = new Lockout(4, null).Fail(Now.ToOffset(TimeSpan.FromHours(3)));

        Assert.Equal(TimeSpan.Zero, lockout.LockedUntil!.Value.Offset);
    }
}
