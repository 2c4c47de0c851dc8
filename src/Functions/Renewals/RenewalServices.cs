using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Renewals;

/// <summary>Registers what this folder has.</summary>
internal static class RenewalServices
{
    public static IServiceCollection AddRenewals(this IServiceCollection services)
    {
        services.AddSettings<GraceSettings, GraceSettingsValidator>().BindConfiguration("Subscriptions");
        return services
            .AddSingleton<ExpiryIndex>()
            .AddSingleton<ExpireSubscriptions>()
            .AddSingleton<ExpireClient>()
            .AddSingleton<RemindingInvoice>()
            .AddSingleton<RemindClient>()
            .AddSingleton<RenewClient>()
            .AddSingleton<Grace>();
    }
}
