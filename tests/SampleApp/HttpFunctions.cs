using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SampleApp;

/// <summary>HTTP functions that show what reached them.</summary>
public sealed class HttpFunctions(Calls calls, PerInvocation perInvocation, IHostApplicationLifetime lifetime)
{
    [Function("Routes")]
    public static Task<HttpResponseData> Routes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "routes/{text}/{number:int}/{id:guid}/{more?}")]
        HttpRequestData request,
        string text,
        int number,
        Guid id,
        string? more) => TextAsync(request, $"{text} {number} {id} {more ?? "null"}");

    [Function("CatchAll")]
    public static Task<HttpResponseData> CatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "all/{*rest}")] HttpRequestData request, string? rest) =>
        TextAsync(request, $"rest {rest}");

    [Function("BFirst")]
    public static Task<HttpResponseData> First(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/{any}")] HttpRequestData request) =>
        TextAsync(request, "first by name");

    [Function("BSecond")]
    public static Task<HttpResponseData> Second(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/exact")] HttpRequestData request) =>
        TextAsync(request, "fits better");

    [Function("Method")]
    public static Task<HttpResponseData> Method([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        TextAsync(request, request.Method);

    [Function("Post")]
    public Task<HttpResponseData> Post([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request)
    {
        calls.Add("Post", request.ReadAsString());
        return TextAsync(request, "posted");
    }

    [Function("Head")]
    public static async Task<HttpResponseData> Head(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequestData request)
    {
        var response = await TextAsync(request, "a body");
        response.Headers.Add("X-Method", request.Method);
        return response;
    }

    [Function("Keyed")]
    public static Task<HttpResponseData> Keyed([HttpTrigger(AuthorizationLevel.Function)] HttpRequestData request) =>
        TextAsync(request, "open");

    [Function("MasterKeyed")]
    public static Task<HttpResponseData> MasterKeyed([HttpTrigger(AuthorizationLevel.Admin)] HttpRequestData request) =>
        TextAsync(request, "open");

    [Function("Echo")]
    public static async Task<HttpResponseData> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request,
        FunctionContext context)
    {
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("X-Url", request.Url.ToString());
        response.Headers.Add("X-Query", request.Query["q"] ?? "");
        response.Headers.Add("X-Given", request.Headers.TryGetValues("x-given", out var given) ? given : []);
        response.Headers.Add(
            "X-Cookies", string.Join(' ', request.Cookies.Select(cookie => $"{cookie.Name}:{cookie.Value}")));
        response.Headers.Add("X-Trace", context.TraceContext.TraceParent);
        response.Headers.Add("Content-Type", "application/octet-stream");
        await request.Body.CopyToAsync(response.Body);
        return response;
    }

    [Function("SetCookies")]
    public static HttpResponseData SetCookies([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = HttpResponseData.CreateResponse(request);
        response.Cookies.Append("plain", "1");
        response.Cookies.Append(new HttpCookie("careful", "2")
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSite.Strict,
            MaxAge = 60,
            Path = "/api",
        });
        return response;
    }

    [Function("NotModified")]
    public static HttpResponseData NotModified([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.NotModified);
        response.Headers.Add("ETag", "\"1\"");
        return response;
    }

    [Function("Throws")]
    public static Task<HttpResponseData> Throws([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        throw new InvalidOperationException("a secret");

    [Function("ReturnsNull")]
    public static HttpResponseData? ReturnsNull([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        null;

    [Function("Scope")]
    public Task<HttpResponseData> Scope(
        [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request,
        FunctionContext context) =>
        TextAsync(request, $"{perInvocation.Id} {context.InstanceServices.GetRequiredService<PerInvocation>().Id}");

    [Function("WaitsForCancel")]
    public async Task<HttpResponseData> WaitsForCancel(
        [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request, CancellationToken cancellationToken)
    {
        calls.Add("waiting", null);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        calls.Add("cancelled", cancellationToken.IsCancellationRequested);
        return request.CreateResponse();
    }

    [Function("WaitsForRelease")]
    public async Task<HttpResponseData> WaitsForRelease(
        [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        calls.Add("running", null);
        await calls.WaitAsync("release");
        return await TextAsync(request, "finished");
    }

    /// <summary>
    /// Ends the worker in the way that is asked for: <c>crash</c>, <c>exit</c>, or <c>stop</c>, or answers with its
    /// process id.
    /// </summary>
    [Function("End")]
    public Task<HttpResponseData> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "end/{how}")] HttpRequestData request,
        string how)
    {
        switch (how)
        {
            case "crash":
                Environment.FailFast("crashed on purpose");
                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "stop":
                lifetime.StopApplication();
                break;
        }

        return TextAsync(request, $"{Environment.ProcessId}");
    }

    internal static async Task<HttpResponseData> TextAsync(HttpRequestData request, string text)
    {
        var response = request.CreateResponse();
        await response.WriteStringAsync(text);
        return response;
    }
}
