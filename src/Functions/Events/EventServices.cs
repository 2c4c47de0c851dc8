using Microsoft.Extensions.DependencyInjection;

namespace Functions.Events;

/// <summary>Registers what this folder has.</summary>
internal static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<FollowEvent>();
}
