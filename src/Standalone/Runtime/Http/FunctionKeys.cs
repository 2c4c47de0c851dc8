using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>Decides by its key whether a request may call a function.</summary>
internal sealed class FunctionKeys(IOptions<StandaloneOptions> options)
{
    /// <summary>Whether the request's key, in the header <c>x-functions-key</c> or else the parameter <c>code</c>, opens a level.</summary>
    public bool Open(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        var key = request.Headers.TryGetValue("x-functions-key", out var header) ? header[0] : request.Query["code"].FirstOrDefault();
        if (string.IsNullOrEmpty(key))
        {
            return false;
        }

        // Every key is compared, and in fixed time, so that the time tells nothing.
        var master = options.Value.MasterKey is { Length: > 0 } masterKey && Same(key, masterKey);
        var function = options.Value.FunctionKeys.Values.Aggregate(false, (found, value) => Same(key, value) | found);
        return master || (level == AuthorizationLevel.Function && function);
    }

    private static bool Same(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
