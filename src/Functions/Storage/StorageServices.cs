using Azure.Core;
using Azure.Data.Tables;
using Functions.Setup;
using Functions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Functions.Storage;

/// <summary>Registers what this folder has.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSettings<SealSettings, SealSettingsValidator>().BindConfiguration("Seals");
        services.TryAddSingleton(_ => CreateOptions());
        return services
            .AddSingleton(CreateClient)
            .AddSingleton<RowSeals>()
            .AddSingleton<Tables>()
            .AddSingleton<ClientStates>()
            .AddSingleton<LedgerRows>()
            .AddSingleton<ChargedTopUps>()
            .AddSingleton<InvoiceRows>()
            .AddSingleton<AwaitedSums>()
            .AddSingleton<StatementRows>()
            .AddSingleton<MovementRows>()
            .AddSingleton<SuspenseRows>()
            .AddSingleton<RegisterRows>()
            .AddSingleton<BookRows>()
            .AddSingleton<FeedRows>()
            .AddSingleton<DeliveryRows>()
            .AddSingleton<ClientDirectory>()
            .AddSingleton<Lookups>();
    }

    /// <summary>A customer waits for it: a few quick retries, then the call has to be repeated.</summary>
    private static TableClientOptions CreateOptions() => new()
    {
        Retry =
        {
            MaxRetries = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            NetworkTimeout = TimeSpan.FromSeconds(10),
        },
    };

    private static TableServiceClient CreateClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<TableClientOptions>();
        options.AddPolicy(services.GetRequiredService<StorageTelemetry>(), HttpPipelinePosition.PerRetry);
        var missing = new MissingTables(services.GetRequiredService<ILogger<MissingTables>>());
        options.AddPolicy(missing, HttpPipelinePosition.PerCall);
        var client = AzureClients.CreateForStorage(
            services.GetRequiredService<IConfiguration>(),
            "tableServiceUri",
            connection => new TableServiceClient(connection, options),
            (address, identity) => new TableServiceClient(address, identity, options));
        missing.CreateIn(client);
        return client;
    }
}
