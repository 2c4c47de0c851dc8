using Functions.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Movements;

/// <summary>Registers what this folder has.</summary>
internal static class MovementServices
{
    public static IServiceCollection AddMovements(this IServiceCollection services)
    {
        services.AddSettings<BankSettings, BankSettingsValidator>().BindConfiguration("Bank");
        return services
            .AddSingleton<MatchLine>()
            .AddSingleton<SentReturns>()
            .AddSingleton<DecideLine>()
            .AddSingleton<BookMovement>()
            .AddSingleton<ReleaseMoney>()
            .AddSingleton<ReportedMoney>()
            .AddSingleton<TakeTopUp>();
    }
}
