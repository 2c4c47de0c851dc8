using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Telemetry;

/// <summary>The measurements of one system, by series: <c>name key=value …</c>, keys in alphabetical order.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly ConcurrentDictionary<string, double> _maxima = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly MeterListener _listener = new();

    public Measurements(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series that were measured so far.</summary>
    public IEnumerable<string> Series => _sums.Keys;

    /// <summary>The sum of a series so far; 0 if there is none.</summary>
    public double Sum(string series) => _sums.GetValueOrDefault(series);

    /// <summary>How often a series was measured so far.</summary>
    public int Count(string series) => _counts.GetValueOrDefault(series);

    /// <summary>The greatest value of a series so far; 0 if there is none.</summary>
    public double Maximum(string series) => _maxima.GetValueOrDefault(series);

    /// <summary>Waits until the sum of a series reaches a value.</summary>
    public Task ReachAsync(string series, double sum) => Eventually.IsAsync(
        () => Sum(series) >= sum,
        $"{series} reaches {sum}. The sums at first were {string.Join("; ", _sums)}.");

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var dimensions = tags.ToArray()
            .OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => $"{tag.Key}={tag.Value}");
        var series = string.Join(' ', [instrument.Name, .. dimensions]);
        _counts.AddOrUpdate(series, 1, (_, count) => count + 1);
        _sums.AddOrUpdate(series, value, (_, sum) => sum + value);
        _maxima.AddOrUpdate(series, value, (_, maximum) => Math.Max(maximum, value));
    }
}
