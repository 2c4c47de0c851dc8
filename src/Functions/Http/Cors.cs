using System.Net;
using Functions.Security;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace Functions.Http;

/// <summary>Lets browsers call from the pages that hold the widget, and from no others.</summary>
public sealed class Cors(IOptions<WidgetSettings> settings)
{
    private readonly HashSet<string> _origins = [.. settings.Value.Origins];

    /// <summary>Says to the browser that this origin may read the answer, if it may.</summary>
    public void Allow(HttpRequestData request, HttpResponseData response)
    {
        response.Headers.Add("Vary", "Origin");
        if (request.Headers.TryGetValues("Origin", out var origins)
            && origins.FirstOrDefault() is { } origin
            && _origins.Contains(origin))
        {
            response.Headers.Add("Access-Control-Allow-Origin", origin);
            response.Headers.Add("Access-Control-Expose-Headers", "Location, Retry-After");
        }
    }

    /// <summary>The answer to a browser's question before the call itself.</summary>
    /// <remarks>
    /// Browsers keep it for an hour in a cache that only preflights have and Access-Control-Max-Age alone governs
    /// (Fetch, 4.9). Cache-Control keeps it out of all others and does not shorten that.
    /// </remarks>
    public HttpResponseData Preflight(HttpRequestData request)
    {
        var response = ResponseWriter.Create(request, HttpStatusCode.NoContent);
        Allow(request, response);
        response.Headers.Add("Access-Control-Allow-Methods", "GET, PATCH, POST, PUT");
        response.Headers.Add("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key");
        response.Headers.Add("Access-Control-Max-Age", "3600");
        return response;
    }
}
