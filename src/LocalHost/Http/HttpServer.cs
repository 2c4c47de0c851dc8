using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>Serves the HTTP functions and the administrative calls on Kestrel.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly TaskCompletionSource<IRouter> _routes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<AdminCalls> _admin = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<AnswerHeaders> _headers =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebApplication? _app;

    /// <summary>The address, with the port that was bound.</summary>
    /// <exception cref="InvalidOperationException">It is not bound yet.</exception>
    public Uri Url => new(_app?.Urls.Single() ?? throw new InvalidOperationException("The address is not bound yet."));

    /// <summary>Binds the address. Calls that come before <see cref="Serve"/> wait for it.</summary>
    /// <exception cref="FunctionsHostException">The address is taken.</exception>
    public async Task BindAsync(Uri url, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRouting().AddSingleton<IHostLifetime, NoLifetime>();

        // The host waits for functions that run, and says so when it gives up.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.WebHost.UseKestrelCore().UseUrls(url.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Use(async (http, next) =>
            await (await _headers.Task.WaitAsync(http.RequestAborted)).InvokeAsync(http, next));
        _app.UseRouter(new LateRouter(_routes.Task));
        AdminCalls.Map(_app, _admin.Task);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new FunctionsHostException(
                $"{url.GetLeftPart(UriPartial.Authority)} is taken: another program listens there.", e)
            {
                IsAddressTaken = true,
            };
        }
    }

    /// <summary>Answers from now on.</summary>
    public void Serve(IRouter routes, AdminCalls admin, AnswerHeaders headers)
    {
        _headers.TrySetResult(headers);
        _routes.TrySetResult(routes);
        _admin.TrySetResult(admin);
    }

    /// <summary>Takes no more calls and waits for those that run.</summary>
    public Task StopAsync() => _app?.StopAsync() ?? Task.CompletedTask;

    /// <summary>Ends it, with the calls that still run.</summary>
    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class LateRouter(Task<IRouter> routes) : IRouter
    {
        public async Task RouteAsync(RouteContext context) =>
            await (await routes.WaitAsync(context.HttpContext.RequestAborted)).RouteAsync(context);

        public VirtualPathData? GetVirtualPath(VirtualPathContext context) => null;
    }
}
