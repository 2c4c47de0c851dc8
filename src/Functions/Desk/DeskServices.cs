using Microsoft.Extensions.DependencyInjection;

namespace Functions.Desk;

/// <summary>Registers what this folder has.</summary>
internal static class DeskServices
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton<DeskQueries>();
}
