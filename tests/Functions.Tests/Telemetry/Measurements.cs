using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Functions.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Telemetry;

/// <summary>What one system measures: each as <c>name key=value …</c>, dimensions in alphabetical order.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly ConcurrentDictionary<string, double> _greatest = new();
    private readonly MeterListener _listener = new();

    public Measurements(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Signals.Name && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All that was measured so far.</summary>
    public IEnumerable<string> Series => _sums.Keys;

    /// <summary>The sum so far; 0 if there is none.</summary>
    public double Sum(string series) => _sums.GetValueOrDefault(series);

    /// <summary>The greatest value so far.</summary>
    public double Greatest(string series) => _greatest.GetValueOrDefault(series);

    /// <summary>Waits for a sum.</summary>
    public Task ReachAsync(string series, double sum) =>
        Eventually.IsAsync(() => Task.FromResult(Sum(series) >= sum), $"{series} reaches {sum}; there is {string.Join("; ", _sums)}");

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = string.Join(' ', [instrument.Name, .. tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")]);
        _sums.AddOrUpdate(series, value, (_, sum) => sum + value);
        _greatest.AddOrUpdate(series, value, (_, greatest) => Math.Max(greatest, value));
    }
}
