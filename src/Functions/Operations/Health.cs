using System.Reflection;
using Functions.Http;
using Functions.Storage;

namespace Functions.Operations;

/// <summary>Whether the app can work: its storage answers.</summary>
public sealed class Health(Tables tables)
{
    private static readonly string Version = typeof(Health).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Reads one row. A storage that does not answer is 503, as everywhere.</summary>
    public async Task<Outcome> CheckAsync(CancellationToken cancellationToken)
    {
        await tables.Limits.FindAsync<MailPause>("health", "health", cancellationToken);
        return Outcome.Ok(new HealthBody("ok", Version));
    }
}
