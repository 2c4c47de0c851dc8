using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Standalone.Tests.Runtime;

/// <summary>Waits for conditions, and gives up loudly.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> AsyncValue<T>(Func<Task<T?>> read)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Limit)
        {
            if (await read() is { } value)
            {
                return value;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Nothing within {Limit.TotalSeconds} s.");
    }

    public static Task True(Func<bool> condition) => AsyncValue(() => Task.FromResult(condition() ? "" : null));
}

/// <summary>What the functions were called with.</summary>
internal sealed class Calls
{
    private readonly ConcurrentQueue<(string Function, object? Value)> _calls = new();

    public void Add(string function, object? value) => _calls.Enqueue((function, value));

    public object?[] Of(string function) => [.. _calls.Where(call => call.Function == function).Select(call => call.Value)];

    public async Task<object?[]> WaitForAsync(string function, int count)
    {
        await Eventually.True(() => Of(function).Length >= count);
        return Of(function);
    }
}

/// <summary>A service that lives as long as an invocation.</summary>
internal sealed class PerInvocation(Calls calls) : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public void Dispose() => calls.Add(nameof(PerInvocation), Id);
}

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception));

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
        var enough = Interlocked.Read(ref _reads) + (4 * app.Timers.Count);
        return Eventually.True(() => Interlocked.Read(ref _reads) >= enough);
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
