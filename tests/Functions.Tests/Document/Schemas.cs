using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Functions.Tests.Document;

/// <summary>The schemas of the API document (JSON Schema 2020-12). Unknown keywords and formats are errors.</summary>
internal sealed class Schemas
{
    private static readonly Uri Address = new("https://billing.example.com/openapi.yaml");
    private static readonly EvaluationOptions Options =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<JsonNode, Lazy<JsonSchema>> _schemas = new();
    private readonly BuildOptions _buildOptions = new()
    {
        SchemaRegistry = new(),
        Dialect = Dialect.Draft202012.With([], id: new Uri(Address, "dialect"), allowUnknownKeywords: false),
    };

    /// <param name="document">The API document.</param>
    public Schemas(JsonNode document) =>
        _buildOptions.SchemaRegistry.Register(
            Address,
            new JsonElementBaseDocument(Close(document, isWhole: false), Address));

    /// <summary>How a value breaks a schema; empty if it does not.</summary>
    /// <param name="value">Any JSON.</param>
    /// <param name="schema">A schema in the document.</param>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema)
    {
        var compiledSchema = _schemas.GetOrAdd(schema, node =>
            new(() => JsonSchema.Build(Close(node, isWhole: true), _buildOptions)));
        var results = compiledSchema.Value.Evaluate(JsonSerializer.SerializeToElement(value), Options);
        return results.IsValid ? [] : (results.Details ?? []).Prepend(results)
            .SelectMany(result => (result.Errors ?? []).Select(error => $"{result.InstanceLocation}: {error.Value}"));
    }

    // Forbids members that are not in the document: callers ignore them, but the app may not send them. The parts of an
    // allOf stay open, because only the schema that they make together has all members.
    private static JsonElement Close(JsonNode node, bool isWhole)
    {
        var copy = node.DeepClone();
        CloseParts(copy, isWhole);
        var json = copy.ToJsonString().Replace("\"$ref\":\"#", $"\"$ref\":\"{Address}#", StringComparison.Ordinal);
        return JsonElement.Parse(json);
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
            // The library ignores formats that it does not know.
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
