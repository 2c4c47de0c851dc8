using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Telemetry;

/// <summary>
/// Measures every attempt of a request to Table Storage. Records only the table of the address, because keys and
/// filters can have phone numbers.
/// </summary>
public sealed class StorageTelemetry : HttpPipelinePolicy
{
    private static readonly InstrumentAdvice<double> Buckets =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] };

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;

    public StorageTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Name);
        _duration = meter.CreateHistogram(
            TelemetryNames.StorageDuration,
            "s",
            "Requests to Table Storage.",
            tags: null,
            Buckets);
        _retries = meter.CreateCounter<long>(TelemetryNames.StorageRetries, "{request}", "Attempts after the first.");
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var startTime = Stopwatch.GetTimestamp();
        using var span = Start(message);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            Record(message, startTime, span);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        var startTime = Stopwatch.GetTimestamp();
        using var span = Start(message);
        try
        {
            ProcessNext(message, pipeline);
        }
        finally
        {
            Record(message, startTime, span);
        }
    }

    private static Activity? Start(HttpMessage message) => TelemetryNames.Source.HasListeners()
        ? TelemetryNames.Source.StartActivity($"{message.Request.Method} {TableOf(message)}", ActivityKind.Client)
        : null;

    private void Record(HttpMessage message, long startTime, Activity? span)
    {
        var table = TableOf(message);
        var status = message.HasResponse ? message.Response.Status : 0;
        _duration.Record(
            Stopwatch.GetElapsedTime(startTime).TotalSeconds,
            new(TelemetryNames.Method, message.Request.Method.Method),
            new(TelemetryNames.Table, table),
            new(TelemetryNames.Status, status));
        if (message.ProcessingContext.RetryNumber > 0)
        {
            _retries.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Table, table));
        }

        span?.SetTag(TelemetryNames.Table, table).SetTag(TelemetryNames.Status, status);
        if (status is 0 or >= 500)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    // The last part of the path without keys: Clients for /Clients(PartitionKey='…',RowKey='…').
    private static string TableOf(HttpMessage message)
    {
        var path = message.Request.Uri.Path.AsSpan();
        var keys = path.IndexOf('(');
        path = keys < 0 ? path : path[..keys];
        return path[(path.LastIndexOf('/') + 1)..].ToString();
    }
}
