using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace LocalHost;

/// <summary>
/// The headers that host.json adds to answers, those of the host itself included: <c>customHeaders</c> and <c>hsts</c>.
/// As in the Functions host, a header that a function sets stays.
/// </summary>
internal sealed class AnswerHeaders(HostJson hostJson)
{
    /// <summary>Answers with the headers.</summary>
    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        // The front end that ends TLS tells the scheme so; the Functions host believes it in Azure.
        if (http.Request.Headers["X-Forwarded-Proto"].FirstOrDefault() is { Length: > 0 } scheme)
        {
            http.Request.Scheme = scheme;
        }

        http.Response.OnStarting(() =>
        {
            foreach (var (name, value) in hostJson.CustomHeaders)
            {
                http.Response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        });

        // The same class as in the Functions host: nothing over plain http, and nothing for localhost.
        return hostJson.Hsts is { } hsts ? new HstsMiddleware(next, Options.Create(hsts)).Invoke(http) : next(http);
    }
}
