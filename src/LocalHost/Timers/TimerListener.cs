namespace LocalHost;

/// <summary>Runs one timer function when it is due, never twice at once, and keeps its state.</summary>
/// <param name="function">The function.</param>
/// <param name="schedule">When it is due.</param>
/// <param name="monitor">Keeps the state; null keeps none.</param>
/// <param name="time">Whose time counts; it may jump forward.</param>
/// <param name="run">Calls the function; does not fail.</param>
internal sealed class TimerListener(
    Function function,
    Schedule schedule,
    ScheduleMonitor? monitor,
    TimeProvider time,
    Func<TimerInfo, Task> run) : IDisposable
{
    // Within this time a clock that jumped is noticed.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _oneRun = new(1, 1);
    private ScheduleStatus _status = new();
    private bool _isPastDue;

    /// <summary>The timer's name, schedule, last and next run.</summary>
    public TimerState State
    {
        get
        {
            var status = _status;
            return new(function.Name, schedule.Expression, status.Last == default ? null : status.Last, status.Next);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Reads the state kept and decides whether a run was missed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        _status = monitor is null
            ? First(now)
            : await monitor.ReadAsync(function, cancellationToken) ?? await KeepAsync(First(now));
        var since = _status.Last != default ? _status.Last : _status.LastUpdated != default ? _status.LastUpdated : now;
        var expected = schedule.Next(since);
        if (monitor is not null && _status.Next != expected)
        {
            // The schedule is another than the one that the state was kept for.
            _status = await KeepAsync(now > expected
                ? First(now)
                : new ScheduleStatus { Next = expected, LastUpdated = since });
        }

        _isPastDue = monitor is not null && now > _status.Next;
    }

    /// <summary>
    /// Runs the function whenever it is due, until <paramref name="cancellationToken"/>; a run that began is finished.
    /// </summary>
    public async Task ListenAsync(bool runAtOnce, CancellationToken cancellationToken)
    {
        if (_isPastDue || runAtOnce)
        {
            await RunAsync(_isPastDue, unscheduled: true, cancellationToken);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = _status.Next - Now;
            if (wait > TimeSpan.Zero)
            {
                var sleep = wait < LongestSleep ? wait : LongestSleep;
                await Task.Delay(sleep, TimeProvider.System, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else
            {
                await RunAsync(isPastDue: false, unscheduled: false, cancellationToken);
            }
        }
    }

    /// <summary>Runs the function now; its schedule goes on as if it had not.</summary>
    public async Task RunNowAsync()
    {
        await _oneRun.WaitAsync();
        try
        {
            await run(Info(isPastDue: false));
        }
        finally
        {
            _oneRun.Release();
        }
    }

    public void Dispose() => _oneRun.Dispose();

    private async Task RunAsync(bool isPastDue, bool unscheduled, CancellationToken cancellationToken)
    {
        await _oneRun.WaitAsync(CancellationToken.None);
        try
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var now = Now;
            await run(Info(isPastDue));

            // A timer may fire a little early; what counts is then the time it was due.
            var last = !unscheduled && _status.Next > now ? _status.Next : now;
            _status = await KeepAsync(new ScheduleStatus
            {
                Last = last,
                Next = schedule.Next(last),
                LastUpdated = last,
            });
        }
        finally
        {
            _oneRun.Release();
        }
    }

    private TimerInfo Info(bool isPastDue) => new(monitor is null ? null : _status, isPastDue);

    private ScheduleStatus First(DateTime now) => new() { Next = schedule.Next(now), LastUpdated = now };

    private async Task<ScheduleStatus> KeepAsync(ScheduleStatus status)
    {
        if (monitor is not null)
        {
            await monitor.WriteAsync(function, status);
        }

        return status;
    }
}

/// <summary>What a timer function is told, in the names that it has there.</summary>
/// <param name="ScheduleStatus">When it ran; null where no state is kept.</param>
/// <param name="IsPastDue">Whether the run comes later than it was due.</param>
internal sealed record TimerInfo(ScheduleStatus? ScheduleStatus, bool IsPastDue);

/// <summary>When a timer ran last and runs next, UTC.</summary>
internal sealed class ScheduleStatus
{
    public DateTime Last { get; init; }

    public DateTime Next { get; init; }

    public DateTime LastUpdated { get; init; }
}
