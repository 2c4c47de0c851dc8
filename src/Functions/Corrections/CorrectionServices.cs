using Microsoft.Extensions.DependencyInjection;

namespace Functions.Corrections;

/// <summary>Registers what this folder has.</summary>
internal static class CorrectionServices
{
    public static IServiceCollection AddCorrections(this IServiceCollection services) => services
        .AddSingleton<EntryChanges>()
        .AddSingleton<CorrectEntry>()
        .AddSingleton<ReturnMoney>();
}
