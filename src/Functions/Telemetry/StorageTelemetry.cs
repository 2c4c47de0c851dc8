using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Telemetry;

/// <summary>Times every try of a request to Table Storage. Of the address it tells the table alone: keys and filters can hold phone numbers.</summary>
public sealed class StorageTelemetry : HttpPipelinePolicy
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;

    /// <summary>Makes the instruments.</summary>
    public StorageTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Signals.Name);
        _duration = meter.CreateHistogram(
            Signals.StorageDuration,
            "s",
            "Requests to Table Storage.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] });
        _retries = meter.CreateCounter<long>(Signals.StorageRetries, "{request}", "Tries after the first.");
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var started = Stopwatch.GetTimestamp();
        using var span = Start(message);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Record(message, started, span);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var started = Stopwatch.GetTimestamp();
        using var span = Start(message);
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            Record(message, started, span);
        }
    }

    private static Activity? Start(HttpMessage message) =>
        Signals.Source.HasListeners() ? Signals.Source.StartActivity($"{message.Request.Method} {TableOf(message)}", ActivityKind.Client) : null;

    private void Record(HttpMessage message, long started, Activity? span)
    {
        var table = TableOf(message);
        var status = message.HasResponse ? message.Response.Status : 0;
        _duration.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new(Signals.Method, message.Request.Method.Method),
            new(Signals.Table, table),
            new(Signals.Status, status));
        if (message.ProcessingContext.RetryNumber > 0)
        {
            _retries.Add(1, new KeyValuePair<string, object?>(Signals.Table, table));
        }

        span?.SetTag(Signals.Table, table).SetTag(Signals.Status, status);
        if (status is 0 or >= 500)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>The last part of the path, without keys: <c>/Clients(PartitionKey='…',RowKey='…')</c> is Clients.</summary>
    private static string TableOf(HttpMessage message)
    {
        var path = message.Request.Uri.Path.AsSpan();
        var keys = path.IndexOf('(');
        path = keys < 0 ? path : path[..keys];
        return path[(path.LastIndexOf('/') + 1)..].ToString();
    }
}
