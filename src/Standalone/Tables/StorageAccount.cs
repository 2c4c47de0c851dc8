using Azure.Core.Pipeline;
using Standalone;

namespace Azure.Data.Tables;

/// <summary>What a connection string says: where the tables are, and how to sign.</summary>
internal sealed record StorageAccount(Uri Endpoint, HttpPipelinePolicy Authentication)
{
    // Published by Microsoft for the emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Emulator =
        "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;AccountName=devstoreaccount1;" +
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is empty or names no account.</exception>
    /// <exception cref="FormatException">The key is not base64.</exception>
    /// <exception cref="InvalidOperationException">It is no list of key=value pairs.</exception>
    /// <exception cref="NotSupportedException">It asks for a shared access signature or a proxy of the emulator.</exception>
    public static StorageAccount Parse(string connectionString)
    {
        var settings = ConnectionString.Parse(connectionString);
        foreach (var unsupported in new[] { "SharedAccessSignature", "DevelopmentStorageProxyUri" })
        {
            if (settings.Find(unsupported) is not null)
            {
                throw new NotSupportedException($"The stand-in of Azure.Data.Tables does not support {unsupported}.");
            }
        }

        if (settings.Find("UseDevelopmentStorage") == "true")
        {
            return Parse(Emulator);
        }

        if (settings.Find("AccountName") is not { } name || settings.Find("AccountKey") is not { } key)
        {
            throw new ArgumentException("Connection string parsing error");
        }

        var endpoint = settings.Find("TableEndpoint")
            ?? $"{settings.Find("DefaultEndpointsProtocol") ?? "https"}://{name}.table.{settings.Find("EndpointSuffix") ?? "core.windows.net"}/";
        return new StorageAccount(new Uri(endpoint), new SharedKeyLitePolicy(name, key));
    }

    /// <summary>The account's name: the host's first label, or the first part of the path where the host is a number, as the emulator's.</summary>
    public static string NameOf(Uri endpoint) => endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback
        ? endpoint.Host.Split('.')[0]
        : endpoint.Segments.ElementAtOrDefault(1)?.TrimEnd('/');
}
