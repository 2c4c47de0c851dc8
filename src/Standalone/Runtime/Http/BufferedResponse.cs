using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using CookieSameSite = Microsoft.AspNetCore.Http.SameSiteMode;
using WorkerCookie = Microsoft.Azure.Functions.Worker.Http.HttpCookie;

namespace Standalone;

/// <summary>A response that a function fills and the server then sends.</summary>
internal sealed class BufferedResponse(FunctionContext context) : HttpResponseData(context)
{
    private readonly CookieList _cookies = new();

    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = [];

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => _cookies;

    /// <summary>Sends status, headers, cookies and body; several values of one header are joined by commas, as the worker does.</summary>
    public static async Task SendAsync(HttpResponseData data, HttpResponse response, CancellationToken cancel)
    {
        response.StatusCode = (int)data.StatusCode;
        foreach (var (name, values) in data.Headers)
        {
            response.Headers[name] = string.Join(',', values);
        }

        if (data is BufferedResponse { _cookies.Appended: var cookies })
        {
            foreach (var cookie in cookies)
            {
                response.Cookies.Append(cookie.Name, cookie.Value, Options(cookie));
            }
        }

        if (data.Body.CanSeek)
        {
            data.Body.Position = 0;
            if (!HasNoBody(response.StatusCode))
            {
                response.ContentLength = data.Body.Length;
            }
        }

        if (!HasNoBody(response.StatusCode))
        {
            await data.Body.CopyToAsync(response.Body, cancel);
        }
    }

    private static bool HasNoBody(int status) => status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified;

    private static CookieOptions Options(IHttpCookie cookie) => new()
    {
        Domain = cookie.Domain,
        Path = cookie.Path ?? "/",
        Expires = cookie.Expires,
        MaxAge = cookie.MaxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        HttpOnly = cookie.HttpOnly ?? false,
        Secure = cookie.Secure ?? false,
        SameSite = cookie.SameSite switch
        {
            SameSite.Lax => CookieSameSite.Lax,
            SameSite.Strict => CookieSameSite.Strict,
            SameSite.ExplicitNone => CookieSameSite.None,
            _ => CookieSameSite.Unspecified,
        },
    };

    private sealed class CookieList : HttpCookies
    {
        public List<IHttpCookie> Appended { get; } = [];

        public override void Append(string name, string value) => Append(new WorkerCookie(name, value));

        public override void Append(IHttpCookie cookie)
        {
            ArgumentNullException.ThrowIfNull(cookie);
            Appended.Add(cookie);
        }

        public override IHttpCookie CreateNew() => new WorkerCookie("", "");
    }
}
