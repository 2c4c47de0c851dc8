using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests;

/// <summary>Keeps what is logged, one line each.</summary>
internal sealed class RecordingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)}");

    /// <summary>The lines that hold a text.</summary>
    public IReadOnlyList<string> With(string text) =>
        [.. _lines.Where(line => line.Contains(text, StringComparison.Ordinal))];

    public void Dispose()
    {
    }
}

/// <summary>A clock that tests move forward.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;
    private long _reads;

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _reads);
        return new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
    }

    /// <summary>Waits until the timers of an app have looked at the clock again, each about four times.</summary>
    public Task SeenAsync(RunningApp app)
    {
        var enough = Interlocked.Read(ref _reads) + (4 * app.Host.Timers.Count);
        return Eventually.IsAsync(() => Interlocked.Read(ref _reads) >= enough, "The timers have looked at the clock.");
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
