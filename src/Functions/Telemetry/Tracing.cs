using System.Diagnostics;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.Telemetry;

/// <summary>
/// A span around every invocation, in the trace of what caused it: a queue message goes on with the trace that its
/// sender wrote into it, a request with its caller's.
/// </summary>
public sealed class Tracing : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!TelemetryNames.Source.HasListeners())
        {
            await next(context);
            return;
        }

        var host = await HostAsync(context);
        var message = context.BindingContext.BindingData.GetValueOrDefault("QueueTrigger") as string;
        var name = context.FunctionDefinition.Name;
        using var span = message is not null && SenderOf(message) is { } sender

            // The host's own trace begins where it took the message from the queue: a link leads there.
            ? TelemetryNames.Source.StartActivity(
                ActivityKind.Consumer,
                sender,
                links: host == default ? null : [new ActivityLink(host)],
                name: name)

            // Internal: the host's own span is the one that serves a request.
            : TelemetryNames.Source.StartActivity(
                message is null ? ActivityKind.Internal : ActivityKind.Consumer,
                host,
                name: name);
        try
        {
            await next(context);
        }
        catch (Exception error)
        {
            // The type alone: a message can quote what a caller or a service wrote.
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error.GetType().FullName);
            throw;
        }
    }

    /// <summary>The span that a queue message follows from; null if it names none.</summary>
    private static ActivityContext? SenderOf(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("traceParent", out var parent)
                && parent.ValueKind == JsonValueKind.String
                && ActivityContext.TryParse(parent.GetString(), null, isRemote: true, out var sender) ? sender : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The host's span of this invocation; of a host that makes none, the caller's.</summary>
    private static async Task<ActivityContext> HostAsync(FunctionContext context)
    {
        var trace = context.TraceContext;
        if (!ActivityContext.TryParse(trace.TraceParent, trace.TraceState, isRemote: true, out var host)
            && await context.GetHttpRequestDataAsync() is { } request
            && request.Headers.TryGetValues("traceparent", out var parents))
        {
            ActivityContext.TryParse(parents.FirstOrDefault(), null, isRemote: true, out host);
        }

        return host;
    }
}
