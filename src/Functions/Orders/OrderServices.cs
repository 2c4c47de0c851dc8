using Microsoft.Extensions.DependencyInjection;

namespace Functions.Orders;

/// <summary>Registers what this folder has.</summary>
internal static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services.AddSingleton<ServeOrders>();
}
