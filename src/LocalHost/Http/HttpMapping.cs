using System.Globalization;
using Google.Protobuf;
using LocalHost.Rpc;
using Microsoft.AspNetCore.Http;
using SameSite = LocalHost.Rpc.RpcHttpCookie.Types.SameSite;

namespace LocalHost;

/// <summary>Requests and responses, from Kestrel's shape to the worker's and back.</summary>
internal static class HttpMapping
{
    /// <summary>
    /// A request as the worker wants it: header names in lower case, values of one header joined, the body whole.
    /// </summary>
    /// <remarks>
    /// The Functions host hands on the body of a request only where Content-Length says that there is one.
    /// </remarks>
    /// <exception cref="BadHttpRequestException">The body ends early.</exception>
    public static async Task<RpcHttp> ToRpcAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var rpc = new RpcHttp
        {
            Method = request.Method,
            Url = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}",
        };
        foreach (var (name, values) in request.Headers)
        {
            rpc.NullableHeaders[name.ToLowerInvariant()] = new() { Value = values.ToString() };
        }

        foreach (var (name, values) in request.Query)
        {
            rpc.NullableQuery[name] = new() { Value = values.ToString() };
        }

        if (request.ContentLength > 0)
        {
            using var body = new MemoryStream((int)request.ContentLength);
            await request.Body.CopyToAsync(body, cancellationToken);
            rpc.Body = new()
            {
                Bytes = UnsafeByteOperations.UnsafeWrap(body.GetBuffer().AsMemory(0, (int)body.Length)),
            };
        }

        return rpc;
    }

    /// <summary>The caller's trace, if it sent one.</summary>
    public static RpcTraceContext? TraceOf(RpcHttp request) =>
        request.NullableHeaders.TryGetValue("traceparent", out var parent)
            ? new()
            {
                TraceParent = parent.Value,
                TraceState = request.NullableHeaders.GetValueOrDefault("tracestate")?.Value ?? "",
            }
            : null;

    /// <summary>
    /// Sends what a function answered. Like the Functions host, it sends bodies in chunks, without a length.
    /// </summary>
    public static async Task SendAsync(RpcHttp answer, HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = int.Parse(answer.StatusCode, CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        foreach (var cookie in answer.Cookies)
        {
            response.Cookies.Append(cookie.Name, cookie.Value, ToOptions(cookie));
        }

        var body = answer.Body?.Bytes ?? ByteString.Empty;
        if (!body.IsEmpty
            && response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            await response.Body.WriteAsync(body.Memory, cancellationToken);
        }
    }

    private static CookieOptions ToOptions(RpcHttpCookie cookie) => new()
    {
        Domain = cookie.Domain?.Value,
        Path = cookie.Path?.Value is { Length: > 0 } path ? path : "/",
        Expires = cookie.Expires?.Value?.ToDateTimeOffset(),
        MaxAge = cookie.MaxAge is { } age ? TimeSpan.FromSeconds(age.Value) : null,
        HttpOnly = cookie.HttpOnly?.Value ?? false,
        Secure = cookie.Secure?.Value ?? false,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => SameSiteMode.Lax,
            SameSite.Strict => SameSiteMode.Strict,
            SameSite.ExplicitNone => SameSiteMode.None,
            _ => SameSiteMode.Unspecified,
        },
    };
}
