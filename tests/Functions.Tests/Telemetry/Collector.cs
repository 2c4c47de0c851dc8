using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Functions.Tests.Telemetry;

/// <summary>An OTLP collector that keeps what it is sent. Texts stand in its messages as they are, so they can be searched without reading the format.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Message)> _received = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    /// <summary>The settings that make the functions send everything here, soon, and leave nothing out.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_BSP_MAX_QUEUE_SIZE"] = "1000000",
        ["OTEL_BLRP_MAX_QUEUE_SIZE"] = "1000000",
    };

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.Run(async context =>
        {
            using var message = new MemoryStream();
            await context.Request.Body.CopyToAsync(message);
            collector._received.Enqueue((context.Request.Path.Value!.Split('/')[^1], message.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a text is anywhere in what came of a signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public bool Holds(string signal, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _received.Any(received => received.Signal == signal && received.Message.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>What stands around a text, for the message of a failed test.</summary>
    public string Around(string signal, string text)
    {
        var message = _received.Select(received => received.Signal == signal ? Encoding.UTF8.GetString(received.Message) : "").First(all => all.Contains(text, StringComparison.Ordinal));
        var at = message.IndexOf(text, StringComparison.Ordinal);
        return message[Math.Max(0, at - 300)..Math.Min(message.Length, at + 100)];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
