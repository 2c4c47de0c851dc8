using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Document;

/// <summary>A call of the API as the document has it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Below /api, with <c>{parameters}</c>.</param>
/// <param name="Node">The operation.</param>
internal sealed record Operation(string Method, string Path, JsonNode Node)
{
    private readonly Regex _pattern = new("^" + Regex.Replace(Path, @"\{(\w+)\}", match => match.Groups[1].Value == "file" ? ".+" : "[^/]+") + "$");

    /// <summary>Whether a request's path is this one.</summary>
    public bool Takes(string path) => _pattern.IsMatch(path);
}

/// <summary>openapi.yaml, and whether an answer is what it promises.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private ApiDocument(JsonNode root)
    {
        Root = root;
        Schemas = new Schemas(root);

        // A path without parameters comes before one with: /clients/{id} must not take what is meant for another.
        Operations = [.. root["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(item => Methods.Contains(item.Key)).Select(item => new Operation(item.Key.ToUpperInvariant(), path.Key, item.Value!)))
            .OrderBy(operation => operation.Path.Count(letter => letter == '{'))];
    }

    public static ApiDocument Default { get; } = new(Yaml.Parse(Repository.Read("src/Functions/Pages/openapi.yaml")));

    public JsonNode Root { get; }

    public Schemas Schemas { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>What is wrong with an answer; nothing if the document has it so.</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="path">Of the request, below /api, without its query.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="mediaType">Of the answer, without parameters; null if it has no body.</param>
    /// <param name="body">Of the answer.</param>
    public IEnumerable<string> Check(string method, string path, int status, string? mediaType, string body)
    {
        if (Operations.FirstOrDefault(operation => operation.Method == method && operation.Takes(path)) is not { } operation)
        {
            // What the document does not have must not be there: refused as a path or a method that there is not.
            return status is 404 or 405 ? CheckProblem(mediaType, body) : [$"{method} {path} is not in the document and was answered {status}."];
        }

        var where = $"{operation.Method} {operation.Path} {status}";
        if (operation.Node["responses"]![$"{status}"] is not { } answer)
        {
            return [$"{where} is not in the document: {body}"];
        }

        var content = Resolve(answer)["content"]?.AsObject();
        return content is null ? (body.Length == 0 ? [] : [$"{where} has a body: {body}"])
            : (content[mediaType ?? ""] ?? content["*/*"]) is not { } media ? [$"{where} is {mediaType}"]
            : mediaType!.EndsWith("json", StringComparison.Ordinal) ? CheckJson(body, media["schema"]!).Select(error => $"{where}: {error}")
            : [];
    }

    /// <summary>The part of the document that a node stands for: itself, or what its <c>$ref</c> names.</summary>
    public JsonNode Resolve(JsonNode node) =>
        node["$ref"] is { } target ? Resolve(((string)target!).Split('/').Skip(1).Aggregate(Root, (at, name) => at[name]!)) : node;

    private IEnumerable<string> CheckProblem(string? mediaType, string body) =>
        mediaType == "application/problem+json" ? CheckJson(body, Root["components"]!["schemas"]!["Problem"]!) : [$"A refusal is {mediaType}: {body}"];

    private IEnumerable<string> CheckJson(string body, JsonNode schema)
    {
        try
        {
            return Schemas.Check(JsonNode.Parse(body), schema);
        }
        catch (JsonException error)
        {
            return [error.Message];
        }
    }
}
