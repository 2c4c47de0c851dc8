using Microsoft.Extensions.DependencyInjection;

namespace Functions.Suspense;

/// <summary>Registers what this folder has.</summary>
internal static class SuspenseServices
{
    public static IServiceCollection AddSuspense(this IServiceCollection services) => services
        .AddSingleton<SuspenseChanges>()
        .AddSingleton<AssignMoney>()
        .AddSingleton<SettleMoney>()
        .AddSingleton<Suggestions>()
        .AddSingleton<SuspenseQueries>()
        .AddSingleton<FindMoney>();
}
