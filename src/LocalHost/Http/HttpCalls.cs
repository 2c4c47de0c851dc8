using Google.Protobuf;
using LocalHost.Rpc;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>Takes a request to its function: the key, the body, the invocation, the response.</summary>
internal sealed partial class HttpCalls(
    Invoker invoker,
    FunctionKeys keys,
    AppSettings settings,
    ILogger<HttpCalls> logger,
    CancellationToken stopRunning)
{
    /// <summary>Handles a request whose route led to a function.</summary>
    public async Task HandleAsync(Function function, HttpContext http)
    {
        if (keys.LevelOf(http.Request) < LevelOf(function))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // So does the Functions host: see its issue 7930 for a body without a length.
        if (http.Request.ContentLength > settings.RequestBodyLimit)
        {
            LogTooLong(logger, function.Name, settings.RequestBodyLimit);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        if (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count > 0)
        {
            LogNoLength(logger, function.Name);
        }

        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopRunning);
        try
        {
            var request = await HttpMapping.ToRpcAsync(http.Request, http.RequestAborted);
            await RespondAsync(
                await RunAsync(function, request, http.GetRouteData().Values, cancelled.Token),
                function,
                http);
        }
        catch (BadHttpRequestException e)
        {
            // The body ended early, or was no HTTP.
            http.Response.StatusCode = e.StatusCode;
        }
    }

    /// <summary>Runs an HTTP function by hand, as a POST of a text to its route.</summary>
    public async Task RunByHandAsync(Function function, string? text)
    {
        var request = new RpcHttp { Method = "POST", Url = $"http://localhost/{FunctionRoutes.RouteOf(function)}" };
        if (!string.IsNullOrEmpty(text))
        {
            request.Body = new() { Bytes = ByteString.CopyFromUtf8(text) };
        }

        await RunAsync(function, request, [], stopRunning);
    }

    private static KeyLevel LevelOf(Function function) => function.Trigger.Text("authLevel")?.ToUpperInvariant() switch
    {
        "ANONYMOUS" => KeyLevel.Anonymous,
        null or "FUNCTION" => KeyLevel.Function,
        _ => KeyLevel.Admin,
    };

    private Task<InvocationResponse?> RunAsync(
        Function function,
        RpcHttp request,
        RouteValueDictionary route,
        CancellationToken cancellationToken)
    {
        var values = route.Where(value => value.Value is not null)
            .Select(value => KeyValuePair.Create(value.Key, new TypedData { String = value.Value!.ToString() }));
        return invoker.InvokeAsync(
            function,
            new() { Http = request },
            values,
            HttpMapping.TraceOf(request),
            cancellationToken);
    }

    private static async Task RespondAsync(InvocationResponse? response, Function function, HttpContext http)
    {
        if (response is null)
        {
            // Logged where it failed; a caller learns nothing of it.
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var output = function.Bindings.FirstOrDefault(binding => binding.IsOf("http"));
        if (response.ValueOf(output?.Name ?? Binding.Return)?.Http is { } answer)
        {
            await HttpMapping.SendAsync(answer, http.Response, http.RequestAborted);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A request to '{Function}' has a body of more than {Limit} bytes; "
        + "as under the Functions host, the answer is 500.")]
    private static partial void LogTooLong(ILogger logger, string function, long limit);

    [LoggerMessage(
        LogLevel.Warning,
        "A request to '{Function}' came in chunks, without Content-Length; "
        + "as under the Functions host, the function gets no body.")]
    private static partial void LogNoLength(ILogger logger, string function);
}
