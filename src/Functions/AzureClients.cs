using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Functions;

/// <summary>What the clients of Azure's services have in common.</summary>
internal static class AzureClients
{
    /// <summary>The app's own identity, for signing in without keys.</summary>
    public static TokenCredential Identity(IConfiguration configuration) =>
        configuration["AzureWebJobsStorage:clientId"] is { } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();

    /// <summary>Creates a client; if its setting is malformed, the error names the setting, which the client's own error does not.</summary>
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
