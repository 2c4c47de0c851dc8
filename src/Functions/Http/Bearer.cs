using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>The header Authorization: Bearer.</summary>
internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <summary>The token, or null.</summary>
    public static string? TokenOf(HttpRequestData request) =>
        request.Headers.TryGetValues("Authorization", out var values) &&
        values.FirstOrDefault() is { } value &&
        value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}
