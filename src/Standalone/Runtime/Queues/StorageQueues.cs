using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;

namespace Standalone;

/// <summary>The storage queues that the app's functions name.</summary>
internal sealed partial class StorageQueues(Settings settings)
{
    private const string PoisonSuffix = "-poison";
    private readonly ConcurrentDictionary<(string Connection, string Name), StorageQueue> _queues = new();

    /// <summary>A queue by the name and the connection of an attribute.</summary>
    /// <exception cref="InvalidOperationException">The name is not one, or a setting is missing.</exception>
    public StorageQueue Get(string queueName, string? connection)
    {
        // As the host does, capitals are not refused but made small.
        var name = settings.Resolve(queueName).ToLowerInvariant();
        return ValidName().IsMatch(name)
            ? Open(settings.ConnectionString(connection), name)
            : throw new InvalidOperationException($"'{name}' is not a valid queue name: 3 to 63 letters, digits and single hyphens.");
    }

    private StorageQueue Open(string connectionString, string name) =>
        _queues.GetOrAdd((connectionString, name), _ => new StorageQueue(
            new QueueClient(connectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None }),
            settings.Host.Base64Messages,
            PoisonName(name) is { } poison ? new(() => Open(connectionString, poison)) : null));

    // A poison queue has none of its own, nor has a queue whose name leaves no room for the suffix.
    private static string? PoisonName(string name) =>
        !name.EndsWith(PoisonSuffix, StringComparison.Ordinal) && ValidName().IsMatch(name + PoisonSuffix) ? name + PoisonSuffix : null;

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ValidName();
}
