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

/// <summary>Where traces, metrics and logs go: an OTLP collector, Azure Monitor, both, or nowhere and then at no cost. The settings have the names that both define themselves.</summary>
internal static class Exporters
{
    /// <summary>Adds what the settings name. Call it when they are complete.</summary>
    public static void Add(IServiceCollection services, IConfiguration settings)
    {
        var toCollector = !string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var insights = settings["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        if (!toCollector && string.IsNullOrEmpty(insights))
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("billing"))
            .WithTracing(tracing => tracing.AddSource(Signals.Name))
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (toCollector)
        {
            telemetry.UseOtlpExporter();
        }

        if (!string.IsNullOrEmpty(insights))
        {
            telemetry.UseAzureMonitorExporter(monitor =>
            {
                monitor.ConnectionString = insights;
                monitor.Credential = Credential(settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);

                // Alerts read logs: none is left out.
                monitor.EnableTraceBasedLogsSampler = false;
            });
        }

        // After the exporters, which bring samplers of their own. Money is asked about long after: every trace is kept.
        telemetry.WithTracing(tracing => tracing.SetSampler(new AlwaysOnSampler()));

        // Tells the Functions host not to send the worker's logs a second time.
        services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
    }

    /// <summary>The identity that a setting such as <c>Authorization=AAD;ClientId=…</c> names, as the Functions host reads it; null if none is asked for.</summary>
    /// <exception cref="ArgumentException">It is no such setting.</exception>
    private static ManagedIdentityCredential? Credential(string? setting)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = setting };
        return !parts.TryGetValue("Authorization", out var kind) || kind is not "AAD" ? null
            : parts.TryGetValue("ClientId", out var clientId) ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId((string)clientId))
            : new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
    }
}
