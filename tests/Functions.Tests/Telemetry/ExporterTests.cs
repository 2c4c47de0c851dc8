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
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/";

    [Fact]
    public void Without_a_place_to_send_it_to_nothing_listens()
    {
        using var app = Build();

        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.DoesNotContain("WorkerOpenTelemetryEnabled", app.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities);
    }

    [Fact]
    public void Azure_Monitor_is_reached_as_the_managed_identity_that_the_setting_names()
    {
        using var app = Build(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights),
            ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD;ClientId=00000000-0000-0000-0000-000000000002"));

        var options = app.Services.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;
        Assert.Equal(Insights, options.ConnectionString);
        Assert.IsType<ManagedIdentityCredential>(options.Credential);
        Assert.False(options.EnableTraceBasedLogsSampler);
        Assert.Equal("True", app.Services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities["WorkerOpenTelemetryEnabled"]);
    }

    [Fact]
    public void Without_an_identity_Azure_Monitor_is_reached_by_the_connection_string_alone()
    {
        using var app = Build(("APPLICATIONINSIGHTS_CONNECTION_STRING", Insights));

        Assert.Null(app.Services.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue.Credential);
    }

    [Fact]
    public void The_host_is_told_to_send_its_own_part_the_same_way() =>
        Assert.Contains("\"telemetryMode\": \"OpenTelemetry\"", Repository.Read("host.json"), StringComparison.Ordinal);

    [Fact]
    public void The_handbook_explains_every_metric() =>
        Assert.All(
            typeof(Signals).GetFields().Select(field => (string)field.GetRawConstantValue()!).Where(name => name.StartsWith("billing.", StringComparison.Ordinal)),
            name => Assert.Contains($"`{name}`", Repository.Read("infra/README.md"), StringComparison.Ordinal));

    private static IHost Build(params (string Name, string Value)[] settings) => BillingApp.Build([], builder =>
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))));
}
