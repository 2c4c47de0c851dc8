using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Subscriptions;

/// <summary>Registers what this folder has.</summary>
internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.AddSettings<SubscriptionSettings, SubscriptionSettingsValidator>()
            .BindConfiguration("Subscriptions");
        return services
            .AddSingleton<ChooseTariff>()
            .AddSingleton<RemoveConnection>()
            .AddSingleton<SubscriptionQueries>()
            .AddSingleton<ExpiryIndex>()
            .AddSingleton<ExpireSubscriptions>()
            .AddSingleton<ExpireClient>()
            .AddSingleton<RemindClient>()
            .AddSingleton<RenewClient>()
            .AddSingleton<Grace>();
    }
}
