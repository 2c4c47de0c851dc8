using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace Functions.Tests.Telemetry;

/// <summary>The settings decide where telemetry goes.</summary>
public sealed class ExporterTests
{
    private const string ConnectionString =
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";

    [Fact]
    public void Without_a_destination_no_telemetry_is_recorded()
    {
        using var app = Build();

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.DoesNotContain("WorkerOpenTelemetryEnabled", CapabilitiesOf(app));
    }

    [Fact]
    public void Azure_Monitor_is_reached_as_the_managed_identity_that_the_setting_names()
    {
        using var app = Build(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", ConnectionString),
            (
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
                "Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000002"));

        var options = MonitorOptionsOf(app);
        Assert.Equal(ConnectionString, options.ConnectionString);
        Assert.IsType<ManagedIdentityCredential>(options.Credential);
        Assert.False(options.EnableTraceBasedLogsSampler);
        Assert.Equal("True", CapabilitiesOf(app)["WorkerOpenTelemetryEnabled"]);
    }

    [Fact]
    public void Without_an_identity_Azure_Monitor_is_reached_by_the_connection_string_alone()
    {
        using var app = Build(("APPLICATIONINSIGHTS_CONNECTION_STRING", ConnectionString));

        Assert.Null(MonitorOptionsOf(app).Credential);
    }

    [Fact]
    public void The_host_sends_its_own_telemetry_by_OpenTelemetry_too() =>
        Assert.Contains("\"telemetryMode\": \"OpenTelemetry\"", Repository.Read("host.json"), StringComparison.Ordinal);

    [Fact]
    public void The_handbook_explains_every_metric()
    {
        var handbook = Repository.Read("infra/README.md");
        var metrics = typeof(TelemetryNames).GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name.StartsWith("billing.", StringComparison.Ordinal));

        Assert.All(metrics, name => Assert.Contains($"`{name}`", handbook, StringComparison.Ordinal));
    }

    private static AzureMonitorExporterOptions MonitorOptionsOf(IHost app) =>
        app.Services.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;

    private static IDictionary<string, string> CapabilitiesOf(IHost app) =>
        app.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities;

    private static IHost Build(params (string Name, string? Value)[] settings) => BillingApp.Build([], builder =>
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))));
}
