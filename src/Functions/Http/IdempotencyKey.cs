using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>The header Idempotency-Key.</summary>
internal static class IdempotencyKey
{
    /// <summary>The key; null if there is none, or more than one.</summary>
    public static string? FromHeader(HttpRequestData request) =>
        request.Headers.TryGetValues("Idempotency-Key", out var values) && values.ToArray() is [var key] ? key : null;
}
