using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Functions.Tests.Document;

/// <summary>The schemas of the API document. A keyword or format that JSON Schema 2020-12 does not have is an error, not passed over.</summary>
internal sealed class Schemas
{
    private static readonly Uri Address = new("https://billing.example.com/openapi.yaml");
    private static readonly EvaluationOptions Strictly = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<JsonNode, Lazy<JsonSchema>> _schemas = new();
    private readonly BuildOptions _options = new()
    {
        SchemaRegistry = new(),
        Dialect = Dialect.Draft202012.With([], id: new Uri(Address, "dialect"), allowUnknownKeywords: false),
    };

    /// <param name="document">The API document.</param>
    public Schemas(JsonNode document)
    {
        var closed = document.DeepClone();
        Close(closed, isWhole: false);
        _options.SchemaRegistry.Register(Address, new JsonElementBaseDocument(closed.Deserialize<JsonElement>(), Address));
    }

    /// <summary>What is wrong with the value; nothing if it fits.</summary>
    /// <param name="value">Any JSON.</param>
    /// <param name="schema">A schema in the document.</param>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema)
    {
        var results = _schemas.GetOrAdd(schema, node => new(() => Build(node))).Value.Evaluate(JsonSerializer.SerializeToElement(value), Strictly);
        return results.IsValid ? [] : [.. (results.Details ?? []).Prepend(results).SelectMany(result =>
            (result.Errors ?? []).Select(error => $"{result.InstanceLocation}: {error.Value}"))];
    }

    private JsonSchema Build(JsonNode schema) => JsonSchema.Build(
        JsonSerializer.SerializeToElement(new JsonObject { ["$ref"] = $"{Address}#{PointerTo(schema)}", ["unevaluatedProperties"] = false }), _options);

    // Callers ignore members that they do not know, but the app may send none that is not in the document. Schemas that are
    // put together by allOf stay open: what is closed is the whole that they make.
    private static void Close(JsonNode? node, bool isWhole)
    {
        foreach (var (name, child) in node as JsonObject ?? [])
        {
            Close(child, isWhole: name is "items" || node!.Parent is JsonObject && node.GetPropertyName() is "properties");
        }

        foreach (var child in node as JsonArray ?? [])
        {
            Close(child, isWhole: false);
        }

        // The library passes over a format that it does not know.
        if (node is JsonObject && node["format"] is JsonValue format && (string?)format is not ("date" or "date-time" or "uri" or "uri-reference" or "int64"))
        {
            throw new NotSupportedException($"The format {format}");
        }

        if (isWhole && node is JsonObject schema && (schema.ContainsKey("$ref") || schema.ContainsKey("properties")))
        {
            schema["unevaluatedProperties"] = false;
        }
    }

    private static string PointerTo(JsonNode node) => node.Parent switch
    {
        null => "",
        JsonArray list => $"{PointerTo(list)}/{node.GetElementIndex()}",
        var owner => $"{PointerTo(owner)}/{Uri.EscapeDataString(node.GetPropertyName().Replace("~", "~0").Replace("/", "~1"))}",
    };
}
