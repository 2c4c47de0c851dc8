using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functions.Http;

/// <summary>A refusal as RFC 9457 writes it: a stable code, and Russian words for the customer.</summary>
/// <param name="Code">Stable; callers decide by it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What kind of refusal, the same for every one of that code.</param>
/// <param name="Detail">What is wrong this time and what to do.</param>
public sealed record Problem(string Code, int Status, string Title, string Detail)
{
    /// <summary>For a refused form: texts by field path.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When the call may be repeated; also the header Retry-After.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What else the caller can use, by member name.</summary>
    public IReadOnlyDictionary<string, object> More { get; init; } = new Dictionary<string, object>();

    /// <summary>The document.</summary>
    public byte[] ToUtf8()
    {
        var document = new JsonObject
        {
            ["type"] = $"urn:billing:problem:{Code}",
            ["code"] = Code,
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Detail,
        };
        if (Errors is not null)
        {
            document["errors"] = new JsonObject(Errors.Select(field => KeyValuePair.Create<string, JsonNode?>(
                field.Key,
                new JsonArray([.. field.Value.Select(text => JsonValue.Create(text))]))));
        }

        foreach (var (name, value) in More)
        {
            document[name] = JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Readable);
        }

        return JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Readable.JsonObject);
    }
}
