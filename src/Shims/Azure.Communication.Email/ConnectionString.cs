namespace Azure.Communication.Email;

/// <summary><c>key=value</c> pairs separated by semicolons; the case of keys does not matter.</summary>
internal sealed class ConnectionString
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    /// <exception cref="InvalidOperationException">A part is not <c>key=value</c>, or a key appears twice.</exception>
    public static ConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var result = new ConnectionString();
        var parts = connectionString.EndsWith(';') ? connectionString[..^1] : connectionString;
        foreach (var part in parts.Split(';'))
        {
            // The message does not repeat the parts: one of them is the access key.
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair is not [{ Length: > 0 } key, { Length: > 0 } value] || !result._values.TryAdd(key, value))
            {
                throw new InvalidOperationException(
                    "The connection string is not a list of key=value pairs, each key once.");
            }
        }

        return result;
    }

    /// <summary>The value of a key.</summary>
    /// <exception cref="InvalidOperationException">The key is missing.</exception>
    public string GetRequired(string key) => _values.TryGetValue(key, out var value)
        ? value
        : throw new InvalidOperationException($"Required keyword '{key}' is missing in connection string.");
}
