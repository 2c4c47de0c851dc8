using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>The header Idempotency-Key.</summary>
internal static class IdempotencyKey
{
    private const int MaxLength = 64;

    /// <summary>The key; null if there is none, or more than one.</summary>
    public static string? FromHeader(HttpRequestData request) =>
        request.Headers.TryGetValues("Idempotency-Key", out var values) && values.ToArray() is [var key] ? key : null;

    /// <summary>Whether it is a key: 1–64 visible ASCII characters.</summary>
    public static bool IsValid([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? key) =>
        key is { Length: > 0 and <= MaxLength } && key.All(c => c is > ' ' and <= '~');
}
