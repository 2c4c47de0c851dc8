using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Functions.Tests.Telemetry;

/// <summary>A system in which functions can be made to die after their work is stored and before their messages are sent.</summary>
public sealed class CrashingFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    private readonly ConcurrentDictionary<string, bool> _crashing = new();

    /// <summary>The next call of that function dies.</summary>
    public void CrashOnce(string function) => _crashing[function] = true;

    protected override void Customise(FunctionsApplicationBuilder builder) => builder.UseMiddleware(async (context, next) =>
    {
        await next();
        if (_crashing.TryRemove(context.FunctionDefinition.Name, out _))
        {
            throw new InvalidOperationException("The process died here.");
        }
    });
}
