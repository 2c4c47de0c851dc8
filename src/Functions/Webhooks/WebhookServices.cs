using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Functions.Webhooks;

/// <summary>Registers what this folder has.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.TryAddSingleton(new WebhookNetwork());
        return services
            .AddSingleton(provider => new WebhookAddresses(
                provider.GetRequiredService<IConfiguration>().GetSection("Webhooks").Get<WebhookSettings[]>() ?? [],
                provider.GetRequiredService<WebhookNetwork>()))
            .AddSingleton<WebhookSender>()
            .AddSingleton<ReceiverGate>()
            .AddSingleton<WebhookOutbox>()
            .AddSingleton<DeliverWebhook>()
            .AddSingleton<WebhookLog>();
    }
}
