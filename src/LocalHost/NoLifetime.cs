using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>Leaves Ctrl-C to whoever owns this part: that one stops its parts in order.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
