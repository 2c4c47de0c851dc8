using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON; by default System.Text.Json with the configured <c>JsonSerializerOptions</c>.</summary>
    public ObjectSerializer? Serializer { get; set; }

    /// <summary>What the worker tells the host about itself; the standalone runtime relays no logs and has no use for it.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>();
}
