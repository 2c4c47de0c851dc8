using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LocalHost;

/// <summary>What a caller may do, from the least to the most.</summary>
internal enum KeyLevel
{
    /// <summary>Nobody is asked for a key.</summary>
    Anonymous,

    /// <summary>A function key, or the master key.</summary>
    Function,

    /// <summary>The master key alone.</summary>
    Admin,
}

/// <summary>
/// Decides by its key what a request may do. Like the Functions host, it compares keys without regard to case.
/// </summary>
internal sealed class FunctionKeys(IReadOnlyCollection<string> functionKeys, string? masterKey)
{
    /// <summary>
    /// The level that the request's key opens; the header <c>x-functions-key</c> goes before the parameter <c>code</c>.
    /// </summary>
    public KeyLevel LevelOf(HttpRequest request)
    {
        var key = request.Headers.TryGetValue("x-functions-key", out var header)
            ? header[0]
            : request.Query["code"].FirstOrDefault();
        if (string.IsNullOrEmpty(key))
        {
            return KeyLevel.Anonymous;
        }

        // Every key is compared, and in fixed time, so that the time tells nothing.
        var isMaster = masterKey is { Length: > 0 } && AreEqual(key, masterKey);
        var isFunction = functionKeys.Aggregate(false, (found, value) => AreEqual(key, value) | found);
        return isMaster ? KeyLevel.Admin : isFunction ? KeyLevel.Function : KeyLevel.Anonymous;
    }

    private static bool AreEqual(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(Hash(given), Hash(key));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key.ToUpperInvariant()));
}
