using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Standalone;

/// <summary>Starts and stops everything that calls functions.</summary>
internal sealed partial class StandaloneHost(
    FunctionList functions, HttpServer http, StandaloneServer server, QueueRunner queues, TimerRunner timers, ILogger<StandaloneHost> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The port first: where it is taken nothing else must have begun.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => StopIfItFails(() => http.StartAsync(cancellationToken));

    /// <summary>What calls functions by itself begins when the app's own services have started, so that it neither comes before them nor keeps the first caller waiting.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => StopIfItFails(async () =>
    {
        await timers.StartAsync(cancellationToken);
        queues.Start();
        LogStarted(logger, functions.Count, server.Url);
    });

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(http.StopAsync(cancellationToken), queues.StopAsync(cancellationToken), timers.StopAsync(cancellationToken));

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopIfItFails(Func<Task> start)
    {
        try
        {
            await start();
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} functions on {Url}")]
    private static partial void LogStarted(ILogger logger, int count, string url);
}
