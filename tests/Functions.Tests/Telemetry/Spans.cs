using System.Collections.Concurrent;
using System.Diagnostics;
using Functions.Telemetry;

namespace Functions.Tests.Telemetry;

/// <summary>The spans that end while it listens, of all systems in this process; a trace id tells one's own.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == Signals.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A trace that nobody else has, as a caller's <c>traceparent</c>.</summary>
    public static (ActivityTraceId Id, (string, string) Header) NewTrace()
    {
        var id = ActivityTraceId.CreateRandom();
        return (id, ("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01"));
    }

    /// <summary>Waits for a span of the trace that meets a condition.</summary>
    public async Task<Activity> FindAsync(ActivityTraceId trace, string name, Func<Activity, bool>? condition = null)
    {
        Activity? found = null;
        await Eventually.IsAsync(
            () => Task.FromResult((found = _ended.FirstOrDefault(span => span.TraceId == trace && span.OperationName == name && condition?.Invoke(span) != false)) is not null),
            $"The trace holds a span {name}.");
        return found!;
    }

    public void Dispose() => _listener.Dispose();
}
