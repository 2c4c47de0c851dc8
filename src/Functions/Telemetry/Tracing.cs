using System.Diagnostics;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Functions.Telemetry;

/// <summary>A span around every invocation, in the trace of what caused it: a queue message goes on with the trace that its sender wrote into it, a request with its caller's.</summary>
public sealed class Tracing : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!Signals.Source.HasListeners())
        {
            await next(context);
            return;
        }

        var host = await HostAsync(context);
        var message = context.BindingContext.BindingData.GetValueOrDefault("QueueTrigger") as string;
        using var span = message is not null && ActivityContext.TryParse(Work.TryParse(message)?.TraceParent, null, isRemote: true, out var sender)

            // The host's own trace begins where it took the message from the queue: a link leads there.
            ? Signals.Source.StartActivity(ActivityKind.Consumer, sender, links: host == default ? null : [new ActivityLink(host)], name: context.FunctionDefinition.Name)

            // Internal: the host's own span is the one that serves a request.
            : Signals.Source.StartActivity(message is null ? ActivityKind.Internal : ActivityKind.Consumer, host, name: context.FunctionDefinition.Name);
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

    /// <summary>The host's span of this invocation; of a host that makes none, the caller's.</summary>
    private static async Task<ActivityContext> HostAsync(FunctionContext context)
    {
        if (!ActivityContext.TryParse(context.TraceContext.TraceParent, context.TraceContext.TraceState, isRemote: true, out var host)
            && await context.GetHttpRequestDataAsync() is { } request
            && request.Headers.TryGetValues("traceparent", out var parents))
        {
            ActivityContext.TryParse(parents.FirstOrDefault(), null, isRemote: true, out host);
        }

        return host;
    }
}
