using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Standalone.Tests.Email;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Call(string Method, string PathAndQuery, IHeaderDictionary Headers, string Body);

/// <summary>A server that notes what an e-mail client sends and answers what the test tells it to.</summary>
internal sealed class MailService : IAsyncDisposable
{
    public const string Key = "bm90IGEgc2VjcmV0IG9mIGFueWJvZHksIGp1c3QgYSB0ZXN0Lg==";

    private readonly WebApplication _app;

    private MailService(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Answers the n-th call, counted from 1.</summary>
    public Func<int, IResult> Answer { get; set; } = _ => Accepted("11111111-1111-1111-1111-111111111111");

    public Uri Endpoint => new(_app.Urls.Single());

    public string ConnectionString => $"endpoint={Endpoint};accesskey={Key}";

    public static async Task<MailService> StartAsync(X509Certificate2? certificate = null)
    {
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
        var service = new MailService(builder.Build());
        service._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = context.Request;
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            // The server takes its headers back for the next request.
            var headers = new HeaderDictionary(request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            service.Calls.Enqueue(new Call(request.Method, target, headers, await reader.ReadToEndAsync()));
            await service.Answer(service.Calls.Count).ExecuteAsync(context);
        });
        await service._app.StartAsync();
        return service;
    }

    public static IResult Accepted(string id) => Status(202, id, "Running");

    public static IResult Status(int code, string id, string status) =>
        Results.Text($$"""{"id":"{{id}}","status":"{{status}}","error":null}""", "application/json", statusCode: code);

    /// <summary>Checks a signature as the service's documentation has it, from nothing but the request.</summary>
    public bool IsSigned(Call call)
    {
        var date = call.Headers["x-ms-date"].ToString();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(call.Body)));
        var text = string.Join('\n', call.Method, call.PathAndQuery, $"{date};{Endpoint.Authority};{hash}");
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        return call.Headers["x-ms-content-sha256"] == hash
            && call.Headers.Authorization == $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
            && DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow < TimeSpan.FromMinutes(1);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
