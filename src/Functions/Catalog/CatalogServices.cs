using Functions.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Catalog;

/// <summary>Registers what this folder has.</summary>
internal static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSettings<OperatorSettings, OperatorSettingsValidator>().BindConfiguration("Operator");
        services.AddSettings<OperatorsSettings, OperatorsSettingsValidator>().BindConfiguration("Operators");
        services.AddSettings<ConsentSettings, ConsentSettingsValidator>().BindConfiguration("Consent");
        return services.AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return new Tariffs(
                configuration.GetSection("Tariffs").Get<TariffSettings[]>() ?? [],
                configuration.GetSection("Discounts").Get<DiscountSettings[]>() ?? []);
        });
    }
}
