using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Standalone;

/// <summary>A request as it came in, its body read whole.</summary>
internal sealed class KestrelRequest(FunctionContext context, HttpRequest request, Stream body) : HttpRequestData(context)
{
    public override Stream Body => body;

    public override HttpHeadersCollection Headers { get; } =
        new(request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString())));

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; } =
        [.. request.Cookies.Select(cookie => new Microsoft.Azure.Functions.Worker.Http.HttpCookie(cookie.Key, cookie.Value))];

    public override Uri Url { get; } = new($"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}");

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => request.Method;

    public override HttpResponseData CreateResponse() => new BufferedResponse(FunctionContext);

    /// <summary>Reads a body whole, before the function is called; a body of unknown length is not passed on.</summary>
    /// <remarks>
    /// So does the Functions host: it hands a worker the body of a request only where Content-Length says that there is one,
    /// see https://github.com/Azure/azure-functions-host/issues/7930.
    /// </remarks>
    /// <exception cref="BadHttpRequestException">The body is over the limit, or ends early.</exception>
    public static async Task<Stream> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is null or 0)
        {
            return Stream.Null;
        }

        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        body.Position = 0;
        return body;
    }
}
