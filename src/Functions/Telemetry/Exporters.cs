using System.Data.Common;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Functions.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to an OTLP collector, to Azure Monitor, or to both. Without a destination nothing is
/// recorded, at no cost. The names of the settings are those that OpenTelemetry and Azure Monitor define.
/// </summary>
internal static class Exporters
{
    /// <summary>Adds the destinations in the settings. Call it when all settings are loaded.</summary>
    public static void Add(IServiceCollection services, IConfiguration settings)
    {
        var hasCollector = !string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var connectionString = settings["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        if (!hasCollector && string.IsNullOrEmpty(connectionString))
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("billing"))
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Name))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Name))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (hasCollector)
        {
            telemetry.UseOtlpExporter();
        }

        if (!string.IsNullOrEmpty(connectionString))
        {
            telemetry.UseAzureMonitorExporter(monitor =>
            {
                monitor.ConnectionString = connectionString;
                monitor.Credential = CreateCredential(settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);

                // Alerts read the logs, so none may be left out.
                monitor.EnableTraceBasedLogsSampler = false;
            });
        }

        // Keeps every trace, because questions about payments come long after. Set after the exporters, which set
        // samplers of their own.
        telemetry.WithTracing(tracing => tracing.SetSampler(new AlwaysOnSampler()));

        // Tells the Functions host not to send the worker's logs a second time.
        services.Configure<WorkerOptions>(worker =>
            worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
    }

    /// <summary>
    /// The managed identity that a setting such as <c>Authorization=AAD;ClientId=…</c> names; null if it names none.
    /// The Functions host reads the setting in the same way.
    /// </summary>
    /// <exception cref="ArgumentException">The setting is malformed.</exception>
    private static ManagedIdentityCredential? CreateCredential(string? setting)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = setting };
        if (!parts.TryGetValue("Authorization", out var kind) || kind is not "AAD")
        {
            return null;
        }

        return new(parts.TryGetValue("ClientId", out var clientId)
            ? ManagedIdentityId.FromUserAssignedClientId((string)clientId)
            : ManagedIdentityId.SystemAssigned);
    }
}
