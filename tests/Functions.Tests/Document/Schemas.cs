using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Functions.Tests.Document;

/// <summary>The schemas of the API document: of JSON Schema 2020-12, an unknown keyword or format is an error.</summary>
internal sealed class Schemas
{
    private static readonly Uri Address = new("https://billing.example.com/openapi.yaml");
    private static readonly EvaluationOptions Strictly =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<JsonNode, Lazy<JsonSchema>> _schemas = new();
    private readonly BuildOptions _options = new()
    {
        SchemaRegistry = new(),
        Dialect = Dialect.Draft202012.With([], id: new Uri(Address, "dialect"), allowUnknownKeywords: false),
    };

    /// <param name="document">The API document.</param>
    public Schemas(JsonNode document) =>
        _options.SchemaRegistry.Register(Address, new JsonElementBaseDocument(Close(document, isWhole: false), Address));

    /// <summary>What is wrong with the value; nothing if it fits.</summary>
    /// <param name="value">Any JSON.</param>
    /// <param name="schema">A schema in the document.</param>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema)
    {
        var built = _schemas.GetOrAdd(schema, node => new(() => JsonSchema.Build(Close(node, isWhole: true), _options)));
        var results = built.Value.Evaluate(JsonSerializer.SerializeToElement(value), Strictly);
        return results.IsValid ? [] : (results.Details ?? []).Prepend(results)
            .SelectMany(result => (result.Errors ?? []).Select(error => $"{result.InstanceLocation}: {error.Value}"));
    }

    // Callers ignore members that they do not know, but the app may send none that is not in the document. Schemas
    // that are put together by allOf stay open: what is closed is the whole that they make.
    private static JsonElement Close(JsonNode node, bool isWhole)
    {
        var copy = node.DeepClone();
        CloseParts(copy, isWhole);
        return JsonElement.Parse(copy.ToJsonString().Replace("\"$ref\":\"#", $"\"$ref\":\"{Address}#", StringComparison.Ordinal));
    }

    private static void CloseParts(JsonNode? node, bool isWhole, bool hasSchemas = false)
    {
        foreach (var child in node as JsonArray ?? [])
        {
            CloseParts(child, isWhole: false);
        }

        foreach (var (name, child) in node as JsonObject ?? [])
        {
            CloseParts(child, isWhole: hasSchemas || name is "items", hasSchemas: name is "properties");
        }

        if (node is JsonObject schema)
        {
            // The library passes over a format that it does not know.
            if (schema["format"] is JsonValue format
                && (string?)format is not ("date" or "date-time" or "uri" or "uri-reference" or "int64"))
            {
                throw new NotSupportedException($"The format {format}");
            }

            if (isWhole)
            {
                schema["unevaluatedProperties"] = false;
            }
        }
    }
}
