using Microsoft.Extensions.DependencyInjection;

namespace Functions.Registers;

/// <summary>Registers what this folder has.</summary>
internal static class RegisterServices
{
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddSingleton<WriteRegister>()
        .AddSingleton<RegisterFiles>();
}
