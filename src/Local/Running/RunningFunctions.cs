using System.Net;
using Functions;
using LocalHost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Local;

/// <summary>The functions, running in this process on Microsoft's worker.</summary>
internal sealed class RunningFunctions : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly FunctionsHost _host;
    private readonly InProcessWorker _worker;

    private RunningFunctions(FunctionsHost host, InProcessWorker worker) => (_host, _worker) = (host, worker);

    /// <summary>Where they answer.</summary>
    public Uri Url => _host.Url;

    /// <summary>Their parts.</summary>
    public IServiceProvider Services => _worker.Services;

    /// <summary>Their timers.</summary>
    public IReadOnlyList<TimerState> Timers => _host.Timers;

    /// <summary>Completes when they end by themselves; the result says why.</summary>
    public Task<string> Ended => _host.WorkerEnded;

    /// <summary>Starts the functions and returns once they answer that they are well.</summary>
    /// <exception cref="LocalException">The port is taken, or they do not become well.</exception>
    public static async Task<RunningFunctions> StartAsync(
        FunctionsHostOptions options, Action<FunctionsApplicationBuilder>? customise, CancellationToken stop)
    {
        var worker = new InProcessWorker(typeof(BillingApp).Assembly, host => BillingApp.Build([], builder =>
        {
            host(builder);

            // What goes well is told by the pages; host.json's level is for those who operate it.
            builder.Logging.AddFilter(null, LogLevel.Warning);
            builder.Services.AddSingleton(options.Time);
            customise?.Invoke(builder);
        }));
        try
        {
            var running = new RunningFunctions(await FunctionsHost.StartAsync(worker, options, stop), worker);
            try
            {
                await running.WaitUntilWellAsync(stop);
                return running;
            }
            catch
            {
                await running.DisposeAsync();
                throw;
            }
        }
        catch (FunctionsHostException e)
        {
            throw e.IsAddressTaken ? LocalException.PortTaken(options.Url.Port) : new LocalException(e.Message);
        }
    }

    /// <summary>Stops them as a shutdown does.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task WaitUntilWellAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Url };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StartLimit);
        var last = "no answer";
        try
        {
            while (true)
            {
                using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative), limit.Token);
                if (answer.StatusCode is HttpStatusCode.OK)
                {
                    return;
                }

                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(limit.Token)}";
                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new LocalException($"The functions did not become well within {StartLimit.TotalSeconds:0} s; the last answer of /api/health: {last}");
        }
    }
}
