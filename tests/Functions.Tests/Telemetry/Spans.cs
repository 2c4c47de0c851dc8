using System.Collections.Concurrent;
using System.Diagnostics;
using Functions.Telemetry;

namespace Functions.Tests.Telemetry;

/// <summary>
/// The spans that end while an instance listens, of all systems in this process. A test finds its own by the trace id.
/// </summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A new trace, with the header <c>traceparent</c> of a caller.</summary>
    public static (ActivityTraceId Id, (string, string) Header) NewTrace()
    {
        var id = ActivityTraceId.CreateRandom();
        return (id, ("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01"));
    }

    /// <summary>Waits for a span of the trace that meets a condition.</summary>
    public async Task<Activity> FindAsync(ActivityTraceId trace, string name, Func<Activity, bool>? condition = null)
    {
        await Eventually.IsAsync(() => _spans.Any(Matches), $"The trace has a span {name}.");
        return _spans.First(Matches);

        bool Matches(Activity span) =>
            span.TraceId == trace && span.OperationName == name && condition?.Invoke(span) != false;
    }

    public void Dispose() => _listener.Dispose();
}
