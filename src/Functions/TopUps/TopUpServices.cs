using Microsoft.Extensions.DependencyInjection;

namespace Functions.TopUps;

/// <summary>Registers what this folder has.</summary>
internal static class TopUpServices
{
    public static IServiceCollection AddTopUps(this IServiceCollection services) => services
        .AddSingleton<BookTopUp>();
}
