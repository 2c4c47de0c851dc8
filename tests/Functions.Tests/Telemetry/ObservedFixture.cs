using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Telemetry;

/// <summary>A system that sends traces, metrics and logs of every level to a collector.</summary>
public sealed class ObservedFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    internal Collector Collector { get; private set; } = null!;

    protected override Dictionary<string, string?> Settings => new(base.Settings.Concat(Collector.Settings));

    // The nightly timer runs here when the clock is moved.
    protected override TimeProvider? TimerClock => null;

    public override async ValueTask InitializeAsync()
    {
        Collector = await Collector.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Collector.DisposeAsync();
    }

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.Customise(builder);
        builder.Logging.AddFilter(null, LogLevel.Trace);
    }
}
