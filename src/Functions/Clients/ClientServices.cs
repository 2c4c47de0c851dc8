using Microsoft.Extensions.DependencyInjection;

namespace Functions.Clients;

/// <summary>Registers what this folder has.</summary>
internal static class ClientServices
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddSingleton<SubmitRequisites>()
        .AddSingleton<ChangeClient>()
        .AddSingleton<MoveMail>()
        .AddSingleton<ClientQueries>()
        .AddSingleton<CreateCabinet>();
}
