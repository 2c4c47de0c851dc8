using System.Net;
using Functions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Standalone;

namespace Local;

/// <summary>The functions, running in this process on the standalone runtime.</summary>
internal sealed class RunningFunctions : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly IHost _host;
    private bool _isStarted;

    private RunningFunctions(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts the functions and returns once they answer that they are well.</summary>
    /// <exception cref="LocalException">The port is taken, or they do not become well.</exception>
    public static async Task<RunningFunctions> StartAsync(
        IReadOnlyDictionary<string, string?> settings, TimeProvider clock, Action<FunctionsApplicationBuilder>? customise, CancellationToken stop)
    {
        var host = BillingApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            // What goes well is told by the pages; host.json's level is for those who operate it.
            builder.Logging.AddFilter(null, LogLevel.Warning);
            builder.Services.Configure<StandaloneOptions>(options => options.FunctionsAssembly = typeof(BillingApp).Assembly);
            builder.Services.AddSingleton(clock);
            builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
            customise?.Invoke(builder);
        });
        var running = new RunningFunctions(host);
        try
        {
            await host.StartAsync(stop);
            running._isStarted = true;
            await running.WaitUntilWellAsync(stop);
            return running;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await running.DisposeAsync();
            throw LocalException.PortTaken(new Uri(settings["Standalone:Url"]!).Port);
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            await _host.StopAsync();
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private async Task WaitUntilWellAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_host.Services.GetRequiredService<StandaloneServer>().Url) };
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

    // Whoever started the functions stops them; on Ctrl-C they are one of several that stop in order.
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
