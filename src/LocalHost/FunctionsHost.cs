using LocalHost.Rpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>
/// Runs the functions of an Azure Functions app (isolated worker) on this machine: the app's own worker, HTTP routes,
/// queue listeners and timers around it, as the Functions host does.
/// </summary>
public sealed partial class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly IFunctionsWorker _worker;
    private readonly FunctionsHostOptions _options;
    private readonly WorkerLog _log = new();
    private readonly WorkerSession _session;
    private readonly HttpServer _http = new();
    private readonly CancellationTokenSource _stopRunning = new();
    private ILoggerFactory? _loggers;
    private StorageQueues? _storageQueues;
    private QueueRunner? _queues;
    private TimerRunner? _timers;
    private bool _isStopped;

    private FunctionsHost(IFunctionsWorker worker, FunctionsHostOptions options)
    {
        (_worker, _options) = (worker, options);
        _session = new(worker, _log);
    }

    /// <summary>Where the functions answer, with the port that was bound.</summary>
    public Uri Url => _http.Url;

    /// <summary>A snapshot of all timer functions, by name.</summary>
    public IReadOnlyList<TimerState> Timers => _timers?.All ?? [];

    /// <summary>Completes when the worker ends without being asked to; the result says why in one line.</summary>
    public Task<string> WorkerEnded => _session.Ended;

    /// <summary>Starts an app and returns once its functions can be called.</summary>
    /// <param name="worker">Where the app's functions run. The host disposes it.</param>
    /// <param name="options">How the host runs them.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="FunctionsHostException">
    /// The address is taken, host.json or a binding is not valid, or the worker failed or was not ready in time. An
    /// exception that an app in this process throws at its start is not wrapped.
    /// </exception>
    public static async Task<FunctionsHost> StartAsync(
        IFunctionsWorker worker,
        FunctionsHostOptions options,
        CancellationToken cancellationToken = default)
    {
        var host = new FunctionsHost(worker, options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Has a queue looked at now, besides the regular looks: the host does not see what the app sends by itself.
    /// </summary>
    /// <param name="queue">Its name; one that no function listens to is ignored.</param>
    public void LookAt(string queue) => _storageQueues?.SentElsewhere(queue);

    /// <summary>Accepts no more calls, messages or timers, waits for running functions, and ends the worker.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await WaitForEndOfAsync(Task.WhenAll(
            _http.StopAsync(),
            _queues?.StopAsync() ?? Task.CompletedTask,
            _timers?.StopAsync() ?? Task.CompletedTask));
        await _session.EndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _session.DisposeAsync();
        await _http.DisposeAsync();
        _queues?.Dispose();
        _timers?.Dispose();
        _stopRunning.Dispose();
        _loggers?.Dispose();
    }

    // Bind the address before anything else starts, because it may be taken. Early calls wait.
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _http.BindAsync(_options.Url, cancellationToken);
        var values = _options.Settings(Url);
        var settings = new AppSettings(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        var hostJson = HostJson.Read(Path.Combine(_worker.Folder, "host.json"), settings);
        _loggers = LoggerFactory.Create(logging =>
        {
            logging.AddConfiguration(hostJson.Logging!);
            _options.Logging?.Invoke(logging);
        });
        _log.WriteTo(_loggers);

        var functions = await _session.StartAsync(values, settings, _options.StartLimit, cancellationToken);
        _storageQueues = new(settings, hostJson, _options.ConfigureQueues);
        var outputs = new QueueOutputs(_storageQueues);
        var invoker = new Invoker(_session.Channel, outputs, _loggers);
        var keys = new FunctionKeys(_options.FunctionKeys, _options.MasterKey);
        var calls = new HttpCalls(invoker, keys, settings, _loggers.CreateLogger<HttpCalls>(), _stopRunning.Token);
        var monitor = new ScheduleMonitor(settings, functions.HostId, _loggers.CreateLogger<ScheduleMonitor>());
        _queues = new(functions, _storageQueues, outputs, invoker, hostJson, _loggers, _stopRunning.Token);
        _timers = new(functions, invoker, monitor, settings, _options.Time, _stopRunning.Token);

        // Serve HTTP before timers and queues, because callers are already waiting.
        var routes = FunctionRoutes.Create(functions, hostJson.RoutePrefix, calls.HandleAsync);
        var admin = new AdminCalls(
            keys,
            functions,
            settings,
            _options.Home,
            (function, input) => RunNow(function, input, calls));
        _http.Serve(routes, admin, new(hostJson));
        await _timers.StartAsync(cancellationToken);
        _queues.Start();
        LogStarted(_loggers.CreateLogger<FunctionsHost>(), functions.Count, Url);
    }

    private void RunNow(Function function, string? input, HttpCalls calls)
    {
        if (function.IsTriggeredBy(Function.Timer))
        {
            _timers!.RunNow(function);
        }
        else if (function.IsTriggeredBy(Function.Queue))
        {
            _queues!.RunNow(function, input ?? "");
        }
        else
        {
            _ = calls.RunByHandAsync(function, input);
        }
    }

    private async Task WaitForEndOfAsync(Task running)
    {
        if (await Task.WhenAny(running, Task.Delay(_options.StopLimit)) == running)
        {
            await running;
            return;
        }

        var logger = _loggers!.CreateLogger<FunctionsHost>();
        LogStuck(logger, _options.StopLimit.TotalSeconds);
        await _stopRunning.CancelAsync();
        if (await Task.WhenAny(running, Task.Delay(EndLimit)) != running)
        {
            LogGivenUp(logger, EndLimit.TotalSeconds);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} functions on {Url}")]
    private static partial void LogStarted(ILogger logger, int count, Uri url);

    [LoggerMessage(LogLevel.Warning, "Functions still ran {Seconds} s after the stop and are told to end.")]
    private static partial void LogStuck(ILogger logger, double seconds);

    [LoggerMessage(
        LogLevel.Error,
        "Functions still ran {Seconds} s after they were told to end; the worker is ended under them.")]
    private static partial void LogGivenUp(ILogger logger, double seconds);
}
