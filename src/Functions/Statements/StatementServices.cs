using Azure.Storage.Blobs;
using Functions.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Statements;

/// <summary>Registers what this folder has.</summary>
internal static class StatementServices
{
    public static IServiceCollection AddStatements(this IServiceCollection services) => services
        .AddSingleton(CreateClient)
        .AddSingleton<StatementFiles>()
        .AddSingleton<UploadStatement>()
        .AddSingleton<ProcessStatement>()
        .AddSingleton<CheckStatement>()
        .AddSingleton<BookLines>()
        .AddSingleton<CloseDays>()
        .AddSingleton<StatementQueries>();

    private static BlobServiceClient CreateClient(IServiceProvider services) => AzureClients.CreateForStorage(
        services.GetRequiredService<IConfiguration>(),
        "blobServiceUri",
        connection => new BlobServiceClient(connection),
        (address, identity) => new BlobServiceClient(address, identity));
}
