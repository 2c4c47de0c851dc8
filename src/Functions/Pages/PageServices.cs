using Microsoft.Extensions.DependencyInjection;

namespace Functions.Pages;

/// <summary>Registers what this folder has.</summary>
internal static class PageServices
{
    public static IServiceCollection AddPages(this IServiceCollection services) => services
        .AddSingleton<PageSettings>()
        .AddSingleton<PageFiles>()
        .AddSingleton<PageCalls>();
}
