using System.Text.Json.Nodes;

namespace Functions.Tests.Document;

/// <summary>The examples of the API document, and the check of answers against it.</summary>
public sealed class ApiDocumentTests
{
    private static readonly ApiDocument Api = ApiDocument.Default;

    [Fact]
    public void Every_example_fits_its_schema()
    {
        var examples = Examples(Api.Root).ToList();

        Assert.True(examples.Count > 60, $"{examples.Count} examples were found.");
        Assert.All(examples, example => Assert.Empty(Api.Schemas.Check(example.Value, example.Schema)));
    }

    [Theory]
    [InlineData("GET", "/tariffs", 200, "application/json", """{"tariffs":[{"id":"base","name":"Базовый"}]}""")]
    [InlineData("GET", "/tariffs", 200, "text/plain", "…")]
    [InlineData("GET", "/tariffs", 402, "application/json", "{}")]
    [InlineData("GET", "/nowhere", 200, "application/json", "{}")]
    [InlineData("GET", "/health", 200, "application/json", """{"status":"bad","version":"1"}""")]
    [InlineData("POST", "/topups", 401, "application/json", "{}")]
    public void An_answer_that_the_document_does_not_have_is_noticed(
        string method,
        string path,
        int status,
        string mediaType,
        string body) =>
        Assert.NotEmpty(Api.Check(method, path, status, mediaType, body));

    [Theory]
    [InlineData("")]
    [InlineData("statusText", null)]
    [InlineData("more", "1")]
    [InlineData("phone", "\"79001234567\"")]
    [InlineData("status", "\"paying\"")]
    [InlineData("tariff", "7")]
    [InlineData("paidThrough", "\"2026-11-31\"")]
    [InlineData("paidThrough", "\"2026-11-30T00:00:00Z\"")]
    public void A_member_that_is_missing_unknown_or_not_as_described_is_noticed(string member, string? value = "")
    {
        var connection = JsonNode.Parse("""
            {
                "phone":"+79001234567",
                "tariff":"base",
                "paidTariff":"base",
                "status":"paid",
                "statusText":"Оплачено",
                "paidThrough":"2026-11-30"
            }
            """)!;
        if (value is null)
        {
            connection.AsObject().Remove(member);
        }
        else if (member.Length > 0)
        {
            connection[member] = JsonNode.Parse(value);
        }

        var list = new JsonObject { ["connections"] = new JsonArray(connection.DeepClone()) };
        var singleErrors = Check("PUT", "/clients/c/connections/+79001234567", connection);
        var listErrors = Check("GET", "/clients/c/connections", list);

        Assert.Equal((member.Length > 0, member.Length > 0), (singleErrors.Any(), listErrors.Any()));
    }

    [Theory]
    [InlineData("2026-11-22T10:30:00Z", true)]
    [InlineData("2026-11-22T10:30:00.123+03:00", true)]
    [InlineData("2026-11-22T25:30:00Z", false)]
    [InlineData("2026-11-22T10:30:00", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("soon", false)]
    public void An_instant_has_a_date_a_time_and_an_offset(string text, bool isInstant)
    {
        var session = new JsonObject { ["token"] = "t", ["expiresAt"] = text, ["passwordExpiresAt"] = null };

        Assert.NotEqual(isInstant, Check("POST", "/cabinet/session", session).Any());
    }

    [Theory]
    [InlineData("maxLenght", "3")]
    [InlineData("format", "\"telephone\"")]
    [InlineData("$ref", "\"#/components/schemas/Nothing\"")]
    public void A_schema_that_cannot_be_checked_is_an_error(string keyword, string value)
    {
        var schema = new JsonObject { ["type"] = "string", [keyword] = JsonNode.Parse(value) };
        var document = new JsonObject { ["schema"] = schema };

        var error = Record.Exception(() => Assert.Empty(new Schemas(document).Check("text", schema)));

        Assert.NotNull(error);
    }

    private static IEnumerable<string> Check(string method, string path, JsonNode body) =>
        Api.Check(method, path, 200, "application/json", body.ToJsonString());

    // Every example in the document, with the schema of its media type.
    private static IEnumerable<(JsonNode? Value, JsonNode Schema)> Examples(JsonNode? node)
    {
        if (node is JsonObject media && media["schema"] is { } schema)
        {
            if (media["example"] is { } value)
            {
                yield return (value, schema);
            }

            foreach (var (_, example) in media["examples"] as JsonObject ?? [])
            {
                yield return (Api.Resolve(example!)["value"], schema);
            }
        }

        var children = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var example in children.SelectMany(Examples))
        {
            yield return example;
        }
    }
}
