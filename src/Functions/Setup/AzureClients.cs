using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Functions.Setup;

/// <summary>What the clients of Azure's services have in common.</summary>
internal static class AzureClients
{
    private const string Storage = "AzureWebJobsStorage";

    /// <summary>The app's own identity, for signing in without keys.</summary>
    public static TokenCredential Identity(IConfiguration configuration) =>
        configuration[$"{Storage}:clientId"] is { } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

    /// <summary>
    /// Creates a client of the storage account: by its address and the app's identity, or by its key.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting is missing or malformed.</exception>
    public static T CreateForStorage<T>(
        IConfiguration configuration,
        string addressName,
        Func<string, T> fromConnectionString,
        Func<Uri, TokenCredential, T> fromAddress) =>
        configuration[$"{Storage}:{addressName}"] is { } address
            ? Create($"{Storage}:{addressName}", () => fromAddress(new Uri(address), Identity(configuration)))
            : configuration[Storage] is { } connection
            ? Create(Storage, () => fromConnectionString(connection))
            : throw new InvalidOperationException($"{Storage} is missing: where the state is stored.");

    /// <summary>
    /// Creates a client; if its setting is malformed, the error names the setting, which the client's own error does
    /// not.
    /// </summary>
    /// <exception cref="InvalidOperationException">The setting is malformed.</exception>
    public static T Create<T>(string setting, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{setting} is malformed.", error);
        }
    }
}
