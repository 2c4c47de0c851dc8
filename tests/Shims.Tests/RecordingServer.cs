using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Shims.Tests;

/// <summary>A request that the server received.</summary>
internal sealed record Call(string Method, string PathAndQuery, IHeaderDictionary Headers, string Body);

/// <summary>A server that records requests and sends the answers that a test sets.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    private RecordingServer(WebApplication app, X509Certificate2? certificate) =>
        (_app, _certificate) = (app, certificate);

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Answers the n-th call, counted from 1.</summary>
    public Func<int, IResult> Answer { get; set; } = _ => Results.NoContent();

    public Uri Endpoint => new(_app.Urls.Single());

    public static async Task<RecordingServer> StartAsync(bool https = false)
    {
        var certificate = https ? SelfSigned() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = new RecordingServer(builder.Build(), certificate);
        server._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = context.Request;
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

            // Copy the headers: the server reuses them for the next request.
            var headers = new HeaderDictionary(request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            server.Calls.Enqueue(new Call(request.Method, target, headers, await reader.ReadToEndAsync()));
            await server.Answer(server.Calls.Count).ExecuteAsync(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A transport that trusts this server's certificate, and no other.</summary>
    public HttpClientTransport Transport() => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            certificate?.Thumbprint == _certificate?.Thumbprint,
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1));
    }
}
