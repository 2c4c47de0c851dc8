using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Document;

/// <summary>A call of the API that the document describes.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">Below /api, with <c>{parameters}</c>.</param>
/// <param name="Node">The operation.</param>
internal sealed record Operation(string Method, string Path, JsonNode Node)
{
    private readonly Regex _pattern = PatternOf(Path);

    /// <summary>Whether a request's path is one of this operation.</summary>
    public bool Matches(string path) => _pattern.IsMatch(path);

    private static Regex PatternOf(string path)
    {
        var pattern = Regex.Replace(path, @"\{(\w+)\}", match => match.Groups[1].Value == "file" ? ".+" : "[^/]+");
        return new($"^{pattern}$");
    }
}

/// <summary>openapi.yaml, and the check of answers against it.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private ApiDocument(JsonNode root)
    {
        Root = root;
        Schemas = new Schemas(root);

        // Paths with fewer parameters come first, because /clients/{id} also matches a fixed path of that length.
        var operations =
            from path in root["paths"]!.AsObject()
            from item in path.Value!.AsObject()
            where Methods.Contains(item.Key)
            orderby path.Key.Count(c => c == '{')
            select new Operation(item.Key.ToUpperInvariant(), path.Key, item.Value!);
        Operations = [.. operations];
    }

    public static ApiDocument Default { get; } = new(Yaml.Parse(Repository.Read("src/Functions/Pages/openapi.yaml")));

    public JsonNode Root { get; }

    public Schemas Schemas { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>How an answer differs from the document; empty if it does not.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path below /api, without the query.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="mediaType">The answer's media type, without parameters; null if it has no body.</param>
    /// <param name="body">The answer's body.</param>
    public IEnumerable<string> Check(string method, string path, int status, string? mediaType, string body)
    {
        var operation = Operations.FirstOrDefault(operation => operation.Method == method && operation.Matches(path));
        if (operation is null)
        {
            // The app must not have calls that are not in the document, so it has to answer 404 or 405.
            return status is 404 or 405
                ? CheckProblem(mediaType, body)
                : [$"{method} {path} is not in the document and was answered {status}."];
        }

        var where = $"{operation.Method} {operation.Path} {status}";
        if (operation.Node["responses"]![$"{status}"] is not { } answer)
        {
            return [$"{where} is not in the document: {body}"];
        }

        var content = Resolve(answer)["content"]?.AsObject();
        if (content is null)
        {
            return body.Length == 0 ? [] : [$"{where} has a body: {body}"];
        }

        if ((content[mediaType ?? ""] ?? content["*/*"]) is not { } media)
        {
            return [$"{where} is {mediaType}"];
        }

        return mediaType!.EndsWith("json", StringComparison.Ordinal)
            ? CheckJson(body, media["schema"]!).Select(error => $"{where}: {error}")
            : [];
    }

    /// <summary>The node itself, or the part of the document that its <c>$ref</c> names.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        if ((string?)node["$ref"] is not { } reference)
        {
            return node;
        }

        var target = reference.Split('/').Skip(1).Aggregate(Root, (parent, name) => parent[name]!);
        return Resolve(target);
    }

    private IEnumerable<string> CheckProblem(string? mediaType, string body) =>
        mediaType == "application/problem+json"
            ? CheckJson(body, Root["components"]!["schemas"]!["Problem"]!)
            : [$"A refusal is {mediaType}: {body}"];

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
