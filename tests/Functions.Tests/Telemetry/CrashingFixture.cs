using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Functions.Tests.Telemetry;

/// <summary>A system whose functions can be made to fail after all their work.</summary>
public sealed class CrashingFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    private readonly ConcurrentDictionary<string, bool> _failingFunctions = new();

    /// <summary>Lets the next run of a function fail.</summary>
    public void CrashOnce(string function) => _failingFunctions[function] = true;

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        base.Customise(builder);
        builder.UseMiddleware(async (context, next) =>
        {
            await next();
            if (_failingFunctions.TryRemove(context.FunctionDefinition.Name, out _))
            {
                throw new InvalidOperationException("The process died here.");
            }
        });
    }
}
