using System.Reflection;

namespace Standalone;

/// <summary>Options of the runtime; the configuration section <c>Standalone</c> sets the same.</summary>
public sealed class StandaloneOptions
{
    /// <summary>The assembly that holds the functions; null is the entry assembly.</summary>
    public Assembly? FunctionsAssembly { get; set; }

    /// <summary>Where to listen; port 0 takes a free one, see <see cref="StandaloneServer.Url"/>.</summary>
    public string Url { get; set; } = "http://127.0.0.1:7071";

    /// <summary>Keys of the level <c>Function</c>, by name. Without any, only the master key opens what needs one.</summary>
    public IDictionary<string, string> FunctionKeys { get; } = new Dictionary<string, string>();

    /// <summary>The key that opens everything, the administrative calls included; null opens nothing.</summary>
    public string? MasterKey { get; set; }
}
