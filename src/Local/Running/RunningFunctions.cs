using System.Net;
using LocalHost;

namespace Local;

/// <summary>The functions, running on Microsoft's worker.</summary>
internal sealed class RunningFunctions : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly FunctionsHost _host;
    private readonly IFunctionsWorker _worker;

    private RunningFunctions(FunctionsHost host, IFunctionsWorker worker) => (_host, _worker) = (host, worker);

    /// <summary>Where they answer.</summary>
    public Uri Url => _host.Url;

    /// <summary>Their parts; null if they run in a process of their own.</summary>
    public IServiceProvider? Services => (_worker as InProcessWorker)?.Services;

    /// <summary>Their timers.</summary>
    public IReadOnlyList<TimerState> Timers => _host.Timers;

    /// <summary>Completes when they end by themselves; the result says why.</summary>
    public Task<string> Ended => _host.WorkerEnded;

    /// <summary>Starts the functions and returns once they answer that they are well.</summary>
    /// <exception cref="LocalException">The port is taken, or they do not become well.</exception>
    public static async Task<RunningFunctions> StartAsync(
        IFunctionsWorker worker,
        FunctionsHostOptions options,
        CancellationToken cancellationToken)
    {
        var running = new RunningFunctions(await StartHostAsync(worker, options, cancellationToken), worker);
        try
        {
            await running.WaitUntilWellAsync(cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has a queue looked at now.</summary>
    public void LookAt(string queue) => _host.LookAt(queue);

    /// <summary>Stops them as a shutdown does.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static async Task<FunctionsHost> StartHostAsync(
        IFunctionsWorker worker,
        FunctionsHostOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            return await FunctionsHost.StartAsync(worker, options, cancellationToken);
        }
        catch (FunctionsHostException e)
        {
            throw e.IsAddressTaken ? LocalException.PortTaken(options.Url.Port) : new LocalException(e.Message);
        }
    }

    private async Task WaitUntilWellAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Url };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
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
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalException($"The functions did not become well within {StartLimit.TotalSeconds:0} s; "
                + $"the last answer of /api/health: {last}");
        }
    }
}
