using System.Globalization;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Tells callers that a call has been replaced by another (RFC 9745).</summary>
internal static class Deprecation
{
    private static readonly DateTimeOffset Since = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Marks an answer as one of a deprecated call.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="successor">The call to use instead, relative to the address of the request.</param>
    public static HttpResponseData SucceededBy(this HttpResponseData response, string successor)
    {
        var seconds = Since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        response.Headers.Add("Deprecation", "@" + seconds);
        response.Headers.Add("Link", $"<{successor}>; rel=\"successor-version\"");
        return response;
    }
}
