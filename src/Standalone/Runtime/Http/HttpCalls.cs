using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Standalone;

/// <summary>Takes a request to its function: the key, the body, the invocation, the response.</summary>
internal sealed partial class HttpCalls(Invoker invoker, FunctionKeys keys, ILogger<HttpCalls> logger)
{
    /// <summary>Handles a request whose route led to a function.</summary>
    public async Task HandleAsync(Function function, HttpTriggerAttribute trigger, HttpContext http)
    {
        if (!keys.Open(trigger.AuthLevel, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            if (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count > 0)
            {
                LogNoLength(logger, function.Name);
            }

            var body = await KestrelRequest.ReadBodyAsync(http.Request, http.RequestAborted);
            var routeValues = http.GetRouteData().Values;
            var bindings = await invoker.InvokeAsync(
                function,
                context => new KestrelRequest(context, http.Request, body),
                routeValues.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase),
                http.RequestAborted);
            await RespondAsync(function, bindings, http);
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
        }
        catch (Exception) when (!http.Response.HasStarted)
        {
            // Logged where it was thrown; a caller learns nothing of it.
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static Task RespondAsync(Function function, InvocationBindings bindings, HttpContext http)
    {
        var output = function.Outputs.First(o => o.Queue is null);
        var value = output.Property is null ? bindings.InvocationResult : bindings.Outputs.GetValueOrDefault(output.Name);
        if (value is HttpResponseData response)
        {
            return BufferedResponse.SendAsync(response, http.Response, http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A request to '{Function}' came in chunks, without Content-Length; as under the Functions host, the function gets no body.")]
    private static partial void LogNoLength(ILogger logger, string function);
}
