using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Functions.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Functions.Outbox;

/// <summary>Registers what this folder has.</summary>
internal static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => CreateOptions());
        services.TryAddSingleton(new CommitTimes());
        return services
            .AddSingleton(CreateClient)
            .AddSingleton<QueueSender>()
            .AddSingleton<QueueWork>()
            .AddSingleton<EventOutbox>()
            .AddSingleton<KeyedCommits>();
    }

    /// <summary>A customer waits for it: a few quick retries, then the call has to be repeated.</summary>
    private static QueueClientOptions CreateOptions() => new()
    {
        Retry =
        {
            MaxRetries = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(1),
            NetworkTimeout = TimeSpan.FromSeconds(10),
        },
    };

    private static QueueServiceClient CreateClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<QueueClientOptions>();
        foreach (var policy in services.GetServices<HttpPipelinePolicy>())
        {
            // A local run has one, which tells its host about messages.
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return AzureClients.CreateForStorage(
            services.GetRequiredService<IConfiguration>(),
            "queueServiceUri",
            connection => new QueueServiceClient(connection, options),
            (address, identity) => new QueueServiceClient(address, identity, options));
    }
}
