using Microsoft.Extensions.DependencyInjection;

namespace Functions.Failures;

/// <summary>Registers what this folder has.</summary>
internal static class FailureServices
{
    public static IServiceCollection AddFailures(this IServiceCollection services) => services
        .AddSingleton<FailureLog>()
        .AddSingleton<FailureList>();
}
