using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Options of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON; by default System.Text.Json with the configured <c>JsonSerializerOptions</c>.</summary>
    public ObjectSerializer? Serializer { get; set; }
}
