using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>Serves the HTTP functions and the administrative calls on Kestrel.</summary>
internal sealed class HttpServer(
    FunctionList functions, HttpCalls calls, AdminCalls admin, Settings settings, StandaloneServer server, IOptions<StandaloneOptions> options, ILoggerFactory loggers)
{
    private WebApplication? _app;

    /// <summary>Binds the address and takes requests.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        _app = Build();
        await _app.StartAsync(cancel);
        server.Url = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
    }

    /// <summary>Takes no more requests and waits for those that run, as long as <paramref name="cancel"/> allows.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        if (_app is not null)
        {
            await _app.StopAsync(cancel);
            await _app.DisposeAsync();
        }
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseUrls(options.Value.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.RequestBodyLimit;
        });
        var app = builder.Build();
        app.UseRouter(FunctionRoutes.Create(
            functions, settings.Host.RoutePrefix, app.Services.GetRequiredService<IInlineConstraintResolver>(), calls.HandleAsync));
        admin.Map(app);
        return app;
    }

    // The app around this server minds Ctrl-C; two would mind it twice.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
