using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Standalone;

/// <summary>Starts and stops everything that calls functions.</summary>
internal sealed partial class StandaloneHost(
    FunctionList functions, HttpServer http, StandaloneServer server, QueueRunner queues, TimerRunner timers, ILogger<StandaloneHost> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The port first: where it is taken nothing else must have begun.
            await http.StartAsync(cancellationToken);
            await timers.StartAsync(cancellationToken);
            queues.Start();
            LogStarted(logger, functions.Count, server.Url);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(http.StopAsync(cancellationToken), queues.StopAsync(cancellationToken), timers.StopAsync(cancellationToken));

    [LoggerMessage(LogLevel.Information, "{Count} functions on {Url}")]
    private static partial void LogStarted(ILogger logger, int count, string url);
}
