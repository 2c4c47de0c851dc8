using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

#pragma warning disable CA1822 // The runtime calls instance methods and static ones; both are wanted here.

namespace Standalone.Tests.Runtime;

/// <summary>HTTP functions that show what reached them.</summary>
public sealed class HttpTestFunctions
{
    [Function("Routes")]
    public Task<HttpResponseData> Routes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "routes/{text}/{number:int}/{id:guid}/{more?}")] HttpRequestData request,
        string text, int number, Guid id, string? more) =>
        TextAsync(request, $"{text} {number} {id} {more ?? "null"}");

    [Function("CatchAll")]
    public Task<HttpResponseData> CatchAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "all/{*rest}")] HttpRequestData request, string? rest) =>
        TextAsync(request, $"rest {rest}");

    [Function("BFirst")]
    public Task<HttpResponseData> First(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/{any}")] HttpRequestData request) => TextAsync(request, "first by name");

    [Function("BSecond")]
    public Task<HttpResponseData> Second(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "order/exact")] HttpRequestData request) => TextAsync(request, "fits better");

    [Function("WithoutRoute")]
    public static Task<HttpResponseData> WithoutRoute([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        TextAsync(request, request.Method);

    [Function("Post")]
    public Task<HttpResponseData> Post([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request) => TextAsync(request, "posted");

    [Function("Head")]
    public async Task<HttpResponseData> Head([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head")] HttpRequestData request)
    {
        var response = await TextAsync(request, "a body");
        response.Headers.Add("X-Method", request.Method);
        return response;
    }

    [Function("Keyed")]
    public Task<HttpResponseData> Keyed([HttpTrigger(AuthorizationLevel.Function)] HttpRequestData request) => TextAsync(request, "open");

    [Function("MasterKeyed")]
    public Task<HttpResponseData> MasterKeyed([HttpTrigger(AuthorizationLevel.Admin)] HttpRequestData request) =>
        TextAsync(request, "open");

    [Function("Echo")]
    public async Task<HttpResponseData> Echo([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        response.Headers.Add("X-Url", request.Url.ToString());
        response.Headers.Add("X-Query", request.Query["q"] ?? "");
        response.Headers.Add("X-Given", request.Headers.GetValues("x-given"));
        response.Headers.Add("X-Cookies", string.Join(' ', request.Cookies.Select(cookie => $"{cookie.Name}:{cookie.Value}")));
        response.Headers.Add("Content-Type", "application/octet-stream");
        await request.Body.CopyToAsync(response.Body);
        return response;
    }

    [Function("SetCookies")]
    public HttpResponseData SetCookies([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = HttpResponseData.CreateResponse(request);
        response.Cookies.Append("plain", "1");
        response.Cookies.Append(new Microsoft.Azure.Functions.Worker.Http.HttpCookie("careful", "2") { HttpOnly = true, Secure = true, SameSite = SameSite.Strict, MaxAge = 60, Path = "/api" });
        return response;
    }

    [Function("ReadJson")]
    public async Task<HttpResponseData> ReadJson([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        try
        {
            var thing = await request.ReadFromJsonAsync<Thing>();
            return await TextAsync(request, $"{thing!.Name} {thing.Count}");
        }
        catch (Exception e)
        {
            return await TextAsync(request, $"{e.GetType().Name} {e.InnerException?.GetType().Name}");
        }
    }

    [Function("WriteJson")]
    public async Task<HttpResponseData> WriteJson([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.Conflict);
        await response.WriteAsJsonAsync(new Thing("a", 1));
        return response;
    }

    [Function("Throws")]
    public Task<HttpResponseData> Throws([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        throw new InvalidOperationException("a secret");

    [Function("ReturnsNull")]
    public HttpResponseData? ReturnsNull([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) => null;

    [Function("Numbers")]
    public Task<HttpResponseData> Numbers([HttpTrigger(AuthorizationLevel.Anonymous, Route = "numbers/{number}")] HttpRequestData request, int number) =>
        TextAsync(request, $"{number}");

    internal static async Task<HttpResponseData> TextAsync(HttpRequestData request, string text)
    {
        var response = request.CreateResponse();
        await response.WriteStringAsync(text);
        return response;
    }
}

/// <summary>A small JSON object.</summary>
public sealed record Thing(string Name, int Count);
