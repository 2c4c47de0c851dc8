using System.Text.Json.Nodes;

namespace Functions.Tests.Document;

/// <summary>The API document by itself, and the check that holds answers against it.</summary>
public sealed class ApiDocumentTests
{
    private static readonly ApiDocument Api = ApiDocument.Default;

    [Fact]
    public void Every_example_fits_its_schema()
    {
        var examples = Examples(Api.Root).ToList();

        Assert.True(examples.Count > 60, $"{examples.Count} examples were found.");
        Assert.All(examples, example => Assert.Empty(Api.Schema.Check(example.Value, example.Schema)));
    }

    [Theory]
    [InlineData("GET", "/tariffs", 200, "application/json", """{"tariffs":[{"id":"base","name":"Базовый"}]}""")]
    [InlineData("GET", "/tariffs", 200, "text/plain", "…")]
    [InlineData("GET", "/tariffs", 402, "application/json", "{}")]
    [InlineData("GET", "/nowhere", 200, "application/json", "{}")]
    [InlineData("GET", "/health", 200, "application/json", """{"status":"bad","version":"1"}""")]
    [InlineData("POST", "/topups", 401, "application/json", "{}")]
    public void An_answer_that_the_document_does_not_have_is_noticed(string method, string path, int status, string mediaType, string body) =>
        Assert.NotEmpty(Api.Check(method, path, status, mediaType, body));

    /// <summary>Every example in the document, with the schema of the media type that it stands at.</summary>
    private static IEnumerable<(JsonNode? Value, JsonNode Schema)> Examples(JsonNode? node)
    {
        var here = node is JsonObject { } media && media["schema"] is { } schema
            ? (media["example"] is { } one ? [(one, schema)] : Array.Empty<(JsonNode?, JsonNode)>())
                .Concat((media["examples"] as JsonObject ?? []).Select(example => (Api.Schema.Resolve(example.Value!)["value"], schema)))
            : [];
        var below = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        return here.Concat(below.SelectMany(Examples));
    }
}
