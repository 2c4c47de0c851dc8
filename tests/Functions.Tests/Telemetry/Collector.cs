using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Functions.Tests.Telemetry;

/// <summary>
/// An OTLP collector that keeps the messages it receives. Messages contain texts in UTF-8, so a test can search them
/// without parsing.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Bytes)> _messages = [];
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    /// <summary>The settings with which the functions send everything to this collector, and soon.</summary>
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
            collector._messages.Enqueue((context.Request.Path.Value!.Split('/')[^1], message.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a message of a signal (<c>traces</c>, <c>metrics</c> or <c>logs</c>) contains a text.</summary>
    public bool Contains(string signal, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _messages.Any(message => message.Signal == signal && message.Bytes.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>A text with its surroundings in a message, to explain a failed test.</summary>
    public string Context(string signal, string text)
    {
        var message = _messages
            .Where(message => message.Signal == signal)
            .Select(message => Encoding.UTF8.GetString(message.Bytes))
            .First(content => content.Contains(text, StringComparison.Ordinal));
        var index = message.IndexOf(text, StringComparison.Ordinal);
        return message[Math.Max(0, index - 300)..Math.Min(message.Length, index + 100)];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
