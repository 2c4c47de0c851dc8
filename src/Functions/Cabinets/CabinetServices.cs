using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Cabinets;

/// <summary>Registers what this folder has.</summary>
internal static class CabinetServices
{
    public static IServiceCollection AddCabinets(this IServiceCollection services)
    {
        services.AddSettings<PayeeSettings, PayeeSettingsValidator>().BindConfiguration("Payee");
        return services
            .AddSingleton<CredentialIssuer>()
            .AddSingleton<ResendCredentials>()
            .AddSingleton<LogIn>()
            .AddSingleton<RenewSession>()
            .AddSingleton<NewPasswords>()
            .AddSingleton<ChangePassword>()
            .AddSingleton<ResetPassword>()
            .AddSingleton<CabinetQueries>()
            .AddSingleton<ChargedTopUpsQuery>()
            .AddSingleton<LedgerQueries>();
    }
}
