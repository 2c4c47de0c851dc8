using System.Globalization;

namespace Local;

/// <summary>
/// The real time plus an offset that only grows, so that a month passes at a word. Delays and timers made through it
/// run in real time; what waits for a date reads <see cref="GetUtcNow"/>. Safe for use by many threads.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    // People speak of days and months as the calendar on the wall shows them; the product's wall is in Moscow.
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    private readonly Lock _moving = new();
    private readonly string? _file;
    private bool _isFixed;
    private long _offset;

    /// <summary>A clock that shows the real time.</summary>
    public MovableClock()
    {
    }

    /// <summary>A clock that shows a given time now, and goes on from there.</summary>
    public MovableClock(DateTimeOffset now) => _offset = (now - base.GetUtcNow()).Ticks;

    private MovableClock(string file, TimeSpan offset) => (_file, _offset) = (file, offset.Ticks);

    /// <summary>A clock that shows the real time and cannot be moved, because what lives by it cannot see it.</summary>
    public static MovableClock Fixed() => new() { _isFixed = true };

    /// <summary>
    /// The clock that was last moved with this file, or one that shows the real time; its moves are kept there.
    /// </summary>
    /// <param name="file">Full path; created when the clock first moves.</param>
    /// <exception cref="LocalException">The file is damaged.</exception>
    public static MovableClock Kept(string file) =>
        new(file, File.Exists(file) ? KeptFile.Read<TimeSpan>(file) : TimeSpan.Zero);

    /// <summary>The time that the product lives in, UTC.</summary>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    /// <summary>Moves the clock forward and returns the new time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not forward, or leaves the calendar.</exception>
    /// <exception cref="InvalidOperationException">The clock cannot be moved.</exception>
    public DateTimeOffset Advance(CalendarDuration step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_isFixed)
        {
            throw new InvalidOperationException("This clock cannot be moved.");
        }

        lock (_moving)
        {
            var now = GetUtcNow();
            var local = step.AddTo(TimeZoneInfo.ConvertTime(now, Moscow).DateTime);
            var moved = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, Moscow));
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(moved, now, nameof(step));

            var offset = _offset + (moved - now).Ticks;
            if (_file is not null)
            {
                KeptFile.Write(_file, TimeSpan.FromTicks(offset));
            }

            Interlocked.Exchange(ref _offset, offset);
            return GetUtcNow();
        }
    }

    /// <summary>Moves the clock forward by an exact time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not forward, or leaves the calendar.</exception>
    public DateTimeOffset Advance(TimeSpan step) => Advance(new CalendarDuration(0, step));

    /// <inheritdoc/>
    public override string ToString() => GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}
