using Microsoft.Extensions.DependencyInjection;

namespace Functions.Telemetry;

/// <summary>Registers what this folder has.</summary>
internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<BillingMetrics>()
        .AddSingleton<StorageTelemetry>();
}
