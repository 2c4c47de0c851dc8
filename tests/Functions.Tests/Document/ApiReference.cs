using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Functions.Tests.Document;

/// <summary>The API document as a page: static, so that it needs neither script nor anyone else's server.</summary>
internal sealed partial class ApiReference(ApiDocument api)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page. <c>{version}</c> in it is filled in by whoever serves it.</summary>
    public string ToHtml() => "<!doctype html>" + BlockStart().Replace(Page().ToString(SaveOptions.DisableFormatting), "\n") + "\n";

    private XElement Page() => new("html",
        new XAttribute("lang", "en"),
        new XElement("head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("title", Text(api.Root["info"]!["title"])),
            new XElement("link", new XAttribute("rel", "stylesheet"), new XAttribute("href", "{version}/reference.css"))),
        new XElement("body", Contents(), new XElement("main", Introduction(), Tags(), Schemas())));

    private XElement Contents() => new("nav",
        new XAttribute("aria-label", "Contents"),
        ByTag().Select(tag => new object[]
        {
            new XElement("h2", tag.Key),
            new XElement("ul", tag.Select(operation => new XElement("li", Link("#" + Id(operation), Method(operation), " ", operation.Path)))),
        }));

    private object[] Introduction() =>
    [
        new XElement("h1", Text(api.Root["info"]!["title"])),
        .. Prose(api.Root["info"]!["description"]),
        new XElement("p", Link("../openapi.yaml", "This document as OpenAPI 3.1")),
    ];

    private IEnumerable<object> Tags() => ByTag().Select(tag => new XElement("section",
        new XElement("h2", tag.Key),
        Prose(api.Root["tags"]!.AsArray().Single(about => Text(about!["name"]) == tag.Key)!["description"]),
        tag.Select(Call)));

    private XElement Call(Operation operation) => new("article",
        new XAttribute("id", Id(operation)),
        new XElement("h3", Method(operation), " ", new XElement("code", operation.Path)),
        new XElement("p", new XElement("strong", Text(operation.Node["summary"])), ". ", Who(operation)),
        Prose(operation.Node["description"]),
        Parameters(operation),
        operation.Node["requestBody"]?["content"]?.AsObject().Select(media => Content("Body", media.Key, media.Value!)),
        operation.Node["responses"]!.AsObject().Select(Answer));

    private static string Who(Operation operation) =>
        string.Join(" or ", operation.Node["security"]!.AsArray().SelectMany(scheme => scheme!.AsObject()).Select(scheme => scheme.Key switch
        {
            "widget" => "With the widget's token",
            "session" => "With a session of the cabinet",
            "functionKey" => "With a function key in x-functions-key",
            _ => "in the parameter code",
        }).DefaultIfEmpty("For anyone")) + ".";

    private XElement? Parameters(Operation operation)
    {
        var path = api.Root["paths"]![operation.Path]!;
        var rows = new[] { path["parameters"], operation.Node["parameters"] }
            .SelectMany(list => list as JsonArray ?? [])
            .Select(parameter => api.Schema.Resolve(parameter!))
            .Select(parameter => Row(Text(parameter["name"]), $"{parameter["in"]}{(parameter["required"] is null ? "" : ", required")}", Type(parameter["schema"]!), parameter["description"]))
            .ToList();
        return rows.Count == 0 ? null : Table("Parameters", rows);
    }

    private XElement Answer(KeyValuePair<string, JsonNode?> answer)
    {
        var response = api.Schema.Resolve(answer.Value!);
        return new("details",
            new XElement("summary", new XElement("b", answer.Key), " ", Inline(Text(response["description"]))),
            response["headers"]?.AsObject().Select(header => new XElement("p", new XElement("code", header.Key), " ", Inline(Text(api.Schema.Resolve(header.Value!)["description"])))),
            response["content"]?.AsObject().Select(media => Content("Answer", media.Key, media.Value!)));
    }

    private object[] Content(string title, string type, JsonNode media) =>
    [
        new XElement("h4", title, ", ", type, ": ", Type(media["schema"]!)),
        .. media["schema"]!["properties"] is null ? [] : new object[] { Properties(media["schema"]!) },
        .. Samples(media),
    ];

    private IEnumerable<object> Samples(JsonNode media) =>
        (media["example"] is { } one ? [one] : (media["examples"] as JsonObject ?? []).Select(example => api.Schema.Resolve(example.Value!)["value"]!))
            .Select(sample => new XElement("pre", new XElement("code", sample.ToJsonString(Readable))));

    private XElement Schemas() => new("section",
        new XElement("h2", "Values"),
        api.Root["components"]!["schemas"]!.AsObject().Select(schema => new XElement("article",
            new XAttribute("id", schema.Key),
            new XElement("h3", schema.Key),
            Prose(schema.Value!["description"]),
            schema.Value["properties"] is null ? new XElement("p", Type(schema.Value)) : Properties(schema.Value))));

    private static XElement Properties(JsonNode schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(Text).ToHashSet();
        return Table("Members", schema["properties"]!.AsObject().Select(property =>
            Row(property.Key, required.Contains(property.Key) ? "required" : "", Type(property.Value!), property.Value!["description"])));
    }

    private static XElement Table(string caption, IEnumerable<XElement> rows) => new("table",
        new XElement("caption", caption),
        rows);

    private static XElement Row(string name, string note, object[] type, JsonNode? description) => new("tr",
        new XElement("th", new XAttribute("scope", "row"), new XElement("code", name)),
        new XElement("td", note),
        new XElement("td", type),
        new XElement("td", Inline(Text(description))));

    /// <summary>What a value may be, in a few words, with links to the values that have a name.</summary>
    private static object[] Type(JsonNode schema) => schema switch
    {
        _ when schema["$ref"] is { } target => [Link("#" + Text(target).Split('/')[^1], Text(target).Split('/')[^1])],
        _ when (schema["oneOf"] ?? schema["allOf"]) is JsonArray parts => [.. parts.SelectMany((part, i) => i == 0 ? Type(part!) : [schema["oneOf"] is null ? " with " : " or ", .. Type(part!)])],
        _ when schema["const"] is { } only => [new XElement("code", Text(only))],
        _ when schema["enum"] is JsonArray values => [.. values.SelectMany((value, i) => (object[])[i == 0 ? "" : " or ", new XElement("code", Text(value))])],
        _ when schema["items"] is { } item => ["list of ", .. Type(item)],
        _ when schema["type"] is null && schema["properties"] is JsonObject more => [.. more.SelectMany(property => (object[])[property.Key, " ", .. Type(property.Value!)])],
        _ => [string.Join(", ", Words(schema))],
    };

    private static IEnumerable<string> Words(JsonNode schema)
    {
        yield return schema["type"] is JsonArray types ? string.Join(" or ", types.Select(Text)) : Text(schema["type"]);
        foreach (var (keyword, word) in new[] { ("format", ""), ("pattern", "matches "), ("minLength", "at least "), ("maxLength", "at most "), ("minimum", "from "), ("maximum", "to "), ("default", "by default ") })
        {
            if (schema[keyword] is { } limit)
            {
                yield return word + Text(limit) + (keyword.EndsWith("Length", StringComparison.Ordinal) ? " characters" : "");
            }
        }
    }

    private IEnumerable<IGrouping<string, Operation>> ByTag() => api.Root["paths"]!.AsObject()
        .SelectMany(path => api.Operations.Where(operation => operation.Path == path.Key))
        .GroupBy(operation => Text(operation.Node["tags"]![0]));

    private static XElement Method(Operation operation) => new("b", new XAttribute("class", operation.Method.ToLowerInvariant()), operation.Method);

    private static string Id(Operation operation) => Text(operation.Node["operationId"]);

    private static XElement Link(string target, params object[] content) => new("a", new XAttribute("href", target), content);

    private static string Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString() ?? "";

    /// <summary>The little Markdown that descriptions use: paragraphs, tables, <c>code</c> and strong words.</summary>
    private static IEnumerable<object> Prose(JsonNode? description) => Text(description)
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(block => block.StartsWith('|')
            ? new XElement("table", block.Split('\n').Where(line => !line.StartsWith("|---", StringComparison.Ordinal))
                .Select(line => new XElement("tr", line.Trim('|').Split('|').Select(cell => new XElement("td", Inline(cell.Trim()))))))
            : new XElement("p", Inline(block)));

    private static IEnumerable<object> Inline(string text) => Marked().Split(text).Select(part => part switch
    {
        ['`', .., '`'] => new XElement("code", part.Trim('`')),
        ['*', '*', .., '*', '*'] => new XElement("strong", part.Trim('*')),
        _ => (object)part,
    });

    // A line for each block, so that a change of the page can be read; within a block white space counts.
    [GeneratedRegex("(?=<(html|head|body|meta|title|link|nav|main|section|article|details|table|tr|pre|p|h[1-4]|ul|li)[ >])")]
    private static partial Regex BlockStart();

    [GeneratedRegex(@"(`[^`]+`|\*\*[^*]+\*\*)")]
    private static partial Regex Marked();
}
