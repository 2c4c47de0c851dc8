using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Writes outcomes.</summary>
internal static class ResponseWriter
{
    /// <summary>An empty answer that nobody keeps: balances and requisites are for their caller alone.</summary>
    public static HttpResponseData Create(HttpRequestData request, HttpStatusCode status)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Cache-Control", "no-store");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        return response;
    }

    public static async Task<HttpResponseData> WriteAsync(HttpRequestData request, Outcome outcome)
    {
        var response = Create(request, (HttpStatusCode)outcome.Status);
        if (outcome.Location is { } location)
        {
            response.Headers.Add("Location", location);
        }

        if (outcome.Problem is { } problem)
        {
            if (problem.RetryAfter is { } retryAfter)
            {
                var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
                response.Headers.Add("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
            }

            if (problem.Status == 401)
            {
                response.Headers.Add("WWW-Authenticate", "Bearer");
            }

            response.Headers.Add("Content-Type", "application/problem+json; charset=utf-8");
            await response.WriteBytesAsync(problem.ToUtf8());
        }
        else if (outcome.Body is FileBody file)
        {
            response.Headers.Add("Content-Type", file.ContentType);
            response.Headers.Add("Content-Disposition", $"attachment; filename=\"{file.Name}\"");
            await response.WriteBytesAsync(file.Content);
        }
        else if (outcome.Body is { } body)
        {
            response.Headers.Add("Content-Type", "application/json; charset=utf-8");
            await response.WriteBytesAsync(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Readable));
        }

        return response;
    }
}
