using Microsoft.Extensions.DependencyInjection;

namespace Functions.Payments;

/// <summary>Registers what this folder has.</summary>
internal static class PaymentServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services) => services
        .AddSingleton<Pay>()
        .AddSingleton<PaymentQueries>();
}
