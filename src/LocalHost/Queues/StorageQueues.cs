using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;

namespace LocalHost;

/// <summary>The storage queues that the app's functions name.</summary>
internal sealed partial class StorageQueues(
    AppSettings settings,
    HostJson hostJson,
    Action<QueueClientOptions>? configure)
{
    private const string PoisonSuffix = "-poison";
    private readonly ConcurrentDictionary<(string Connection, string Name), StorageQueue> _queues = new();

    /// <summary>The queue that a binding names.</summary>
    /// <exception cref="FunctionsHostException">The name is not one, or a setting is missing.</exception>
    public StorageQueue Get(Binding binding)
    {
        // As the host does, capitals are not refused but made small.
        var name = settings.Resolve(binding.Text("queueName") ?? "").ToLowerInvariant();
        return ValidName().IsMatch(name)
            ? Open(settings.ConnectionString(binding.Text("connection")), name)
            : throw new FunctionsHostException(
                $"'{name}' is not a valid queue name: 3 to 63 letters, digits and single hyphens.");
    }

    /// <summary>Says that the app has sent a message by itself.</summary>
    /// <param name="name">The queue's; one that nobody opened is ignored.</param>
    public void SentElsewhere(string name)
    {
        foreach (var (key, queue) in _queues)
        {
            if (key.Name == name)
            {
                queue.SentElsewhere();
            }
        }
    }

    private StorageQueue Open(string connectionString, string name) =>
        _queues.GetOrAdd((connectionString, name), _ =>
        {
            var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
            configure?.Invoke(options);
            return new StorageQueue(
                new QueueClient(connectionString, name, options),
                hostJson.Base64Messages,
                PoisonName(name) is { } poison ? new(() => Open(connectionString, poison)) : null);
        });

    // A poison queue has none of its own, nor has a queue whose name leaves no room for the suffix.
    private static string? PoisonName(string name) =>
        !name.EndsWith(PoisonSuffix, StringComparison.Ordinal) && ValidName().IsMatch(name + PoisonSuffix)
            ? name + PoisonSuffix
            : null;

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ValidName();
}
