using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Security;

/// <summary>Registers what this folder has.</summary>
internal static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSettings<WidgetSettings, WidgetSettingsValidator>().BindConfiguration("Widget");
        services.AddSettings<CabinetSettings, CabinetSettingsValidator>().BindConfiguration("Cabinet");
        return services
            .AddSingleton<DerivedKeys>()
            .AddSingleton<WidgetTokens>()
            .AddSingleton<SessionTokens>()
            .AddSingleton<PasswordHasher>()
            .AddSingleton<HashingPool>()
            .AddSingleton<GuessTurns>();
    }
}
