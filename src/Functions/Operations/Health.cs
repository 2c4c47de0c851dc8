using System.Reflection;
using Functions.Http;
using Functions.Storage;

namespace Functions.Operations;

/// <summary>Whether the app can work: its storage answers.</summary>
public sealed class Health(Tables tables)
{
    private static readonly string Version = typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Reads one row. A storage that does not answer is 503, as everywhere.</summary>
    public async Task<Outcome> CheckAsync(CancellationToken stop)
    {
        await tables.Pending.FindAsync("health", "health", stop);
        return Outcome.Ok(new HealthBody("ok", Version));
    }
}
