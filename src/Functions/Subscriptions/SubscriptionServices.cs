using Microsoft.Extensions.DependencyInjection;

namespace Functions.Subscriptions;

/// <summary>Registers what this folder has.</summary>
internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<ChooseTariff>()
        .AddSingleton<RemoveConnection>()
        .AddSingleton<SubscriptionQueries>();
}
