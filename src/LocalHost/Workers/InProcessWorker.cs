using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>
/// Microsoft's worker in this process, with the app built by its own code, so that whoever runs it can bring a clock,
/// storage policies or logs of its own. Several run beside each other.
/// </summary>
/// <param name="app">The assembly that holds the functions.</param>
/// <param name="build">Builds the app, given what this worker changes in it.</param>
public sealed class InProcessWorker(
    Assembly app,
    Func<Action<FunctionsApplicationBuilder>, IHost> build) : IFunctionsWorker
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHost? _host;
    private bool _isStarted;
    private volatile bool _isStopping;

    /// <inheritdoc/>
    public string Folder { get; } = Path.GetDirectoryName(app.Location)!;

    /// <inheritdoc/>
    public Task<string> Ended => _ended.Task;

    /// <summary>The parts of the app.</summary>
    /// <exception cref="InvalidOperationException">It is not built yet.</exception>
    public IServiceProvider Services =>
        _host?.Services ?? throw new InvalidOperationException("The worker has not started.");

    /// <inheritdoc/>
    public Task StartAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);

        // The worker looks for the app's file there. The variable is one for the process and the same for every app.
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", Folder);

        // What runs in the worker belongs to its callers, not to whoever started it.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(start, cancellationToken), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        _isStopping = true;

        // A host whose start failed has nothing to stop, and trying would hide why it failed.
        if (_host is not null && _isStarted)
        {
            await _host.StopAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private async Task RunAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        _host = build(builder =>
        {
            builder.Configuration.AddInMemoryCollection(start.Settings);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Functions:Worker:HostEndpoint"] = start.Host.AbsoluteUri,
                ["Functions:Worker:WorkerId"] = start.WorkerId,
                ["Functions:Worker:RequestId"] = start.RequestId,
                ["Functions:Worker:GrpcMaxMessageLength"] = $"{start.MaxMessageLength}",
            });
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            AddGeneratedParts(builder);
        });
        await _host.StartAsync(cancellationToken);
        _isStarted = true;
        _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            if (!_isStopping)
            {
                _ended.TrySetResult("The worker stopped by itself");
            }
        });
    }

    // What the worker's SDK generates is looked for in the program that was started, which here is not the app.
    private void AddGeneratedParts(FunctionsApplicationBuilder builder)
    {
        if (app == Assembly.GetEntryAssembly())
        {
            return;
        }

        var adapter = new HostBuilderAdapter(builder);
        foreach (var startup in app.GetTypes()
                .Where(type => typeof(IAutoConfigureStartup).IsAssignableFrom(type) && !type.IsInterface))
        {
            ((IAutoConfigureStartup)Activator.CreateInstance(startup)!).Configure(adapter);
        }
    }
}
