using Microsoft.Extensions.DependencyInjection;

namespace Functions.Http;

/// <summary>Registers what this folder has.</summary>
internal static class HttpServices
{
    public static IServiceCollection AddHttp(this IServiceCollection services) => services
        .AddSingleton<Cors>()
        .AddSingleton<Edge>()
        .AddSingleton<UnmatchedRoutes>();
}
