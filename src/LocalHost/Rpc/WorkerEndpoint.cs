using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Rpc;

/// <summary>
/// Where the worker connects: a gRPC server on a loopback port of its own, which no caller of the functions reaches.
/// </summary>
internal sealed class WorkerEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WorkerEndpoint(WebApplication app) => _app = app;

    /// <summary>The address to connect to.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>Starts listening for the worker of a channel.</summary>
    public static async Task<WorkerEndpoint> StartAsync(WorkerChannel channel, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(channel).AddRoutingCore();
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Service(WorkerChannel channel) : FunctionRpc.FunctionRpcBase
    {
        public override Task EventStream(
            IAsyncStreamReader<StreamingMessage> requestStream,
            IServerStreamWriter<StreamingMessage> responseStream,
            ServerCallContext context) =>
            channel.ServeAsync(requestStream, responseStream, context.CancellationToken);
    }
}
