using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Reads the body of a request, bounded and as JSON only.</summary>
internal static class JsonBody
{
    /// <summary>More than any form of the API needs.</summary>
    public const int Limit = 64 * 1024;

    public static async Task<(T? Form, Problem? Problem)> ReadAsync<T>(
        HttpRequestData request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : class
    {
        if (!request.Headers.TryGetValues("Content-Type", out var types)
            || !MediaTypeHeaderValue.TryParse(types.FirstOrDefault(), out var media)
            || !"application/json".Equals(media.MediaType, StringComparison.OrdinalIgnoreCase)
            || (media.CharSet is { } charset
                && charset.Trim('"').ToUpperInvariant() is not ("UTF-8" or "UTF8")))
        {
            return (null, Problems.UnsupportedMediaType);
        }

        // One byte more than is allowed tells that there is more, without reading it.
        var buffer = new byte[Limit + 1];
        var length = await request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            cancellationToken);
        if (length > Limit)
        {
            return (null, Problems.BodyTooLarge);
        }

        return length == 0 && request.Headers.Contains("Transfer-Encoding")
            ? (null, Problems.LengthRequired)
            : Parse(buffer.AsSpan(0, length), type);
    }

    /// <summary>Reads JSON that came some other way. A byte order mark before it is skipped: 1C writes it.</summary>
    public static (T? Form, Problem? Problem) Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        try
        {
            // The parser takes bytes that are no text where nobody reads them.
            return !Utf8.IsValid(utf8) ? (null, Problems.MalformedBody("Тело запроса должно быть в UTF-8."))
                : JsonSerializer.Deserialize(utf8, type) is { } form
                ? (form, null)
                : (null, Problems.MalformedBody("Ожидается объект JSON."));
        }
        catch (JsonException error)
        {
            return (null, Problems.MalformedBody(
                error.Path is { Length: > 1 and < 100 } path
                    ? $"Тело запроса не разобрано: неверное значение или тип в {path}."
                    : "Тело запроса не является верным JSON."));
        }
    }
}
