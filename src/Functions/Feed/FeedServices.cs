using Microsoft.Extensions.DependencyInjection;

namespace Functions.Feed;

/// <summary>Registers what this folder has.</summary>
internal static class FeedServices
{
    public static IServiceCollection AddFeed(this IServiceCollection services) => services
        .AddSingleton<TellOthers>()
        .AddSingleton<FeedQueries>();
}
