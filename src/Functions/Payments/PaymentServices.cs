using Microsoft.Extensions.DependencyInjection;

namespace Functions.Payments;

/// <summary>Registers what this folder has.</summary>
internal static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton<Confirm>()
        .AddSingleton<Pay>()
        .AddSingleton<ChangeTariff>()
        .AddSingleton<RemovePaidNumber>()
        .AddSingleton<PlaceOrder>()
        .AddSingleton<RenewNumbers>()
        .AddSingleton<PaymentQueries>();
}
