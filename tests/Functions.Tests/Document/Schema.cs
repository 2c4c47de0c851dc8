using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Document;

/// <summary>Holds a value against a schema of the API document: the keywords of JSON Schema 2020-12 that the document uses, and no others.</summary>
/// <param name="root">The document, in which <c>$ref</c> points.</param>
internal sealed class Schema(JsonNode root)
{
    /// <summary>What is wrong with the value; nothing if it fits.</summary>
    /// <exception cref="NotSupportedException">A keyword that is not known here: passing over it would let anything through.</exception>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema, string at = "$") =>
        schema.AsObject().SelectMany(keyword => Check(value, keyword.Key, keyword.Value!, schema, at));

    /// <summary>The part of the document that a node stands for: itself, or what its <c>$ref</c> names.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        if (node is not JsonObject { } reference || reference["$ref"] is not { } target)
        {
            return node;
        }

        var path = target.GetValue<string>();
        return Resolve(path.Split('/').Skip(1).Aggregate(root, (at, name) =>
            at[name.Replace("~1", "/", StringComparison.Ordinal)] ?? throw new InvalidDataException($"{path} is not in the document.")));
    }

    private IEnumerable<string> Check(JsonNode? value, string keyword, JsonNode rule, JsonNode schema, string at) => keyword switch
    {
        "$ref" => Check(value, Resolve(schema), at),
        "type" => Unless(Types(rule).Any(type => Is(value, type)), $"{at} is {value?.ToJsonString() ?? "null"}, not {rule.ToJsonString()}"),
        "const" => Unless(JsonNode.DeepEquals(value, rule), $"{at} is {value?.ToJsonString() ?? "null"}, not {rule}"),
        "enum" => Unless(rule.AsArray().Any(allowed => JsonNode.DeepEquals(value, allowed)), $"{at} is {value?.ToJsonString() ?? "null"}, none of {rule.ToJsonString()}"),
        "allOf" => rule.AsArray().SelectMany(each => Check(value, each!, at)),
        "oneOf" => Unless(rule.AsArray().Count(each => !Check(value, each!, at).Any()) == 1, $"{at} fits none, or more than one, of its schemas"),
        "properties" => Members(value).Where(member => rule[member.Key] is not null).SelectMany(member => Check(member.Value, rule[member.Key]!, $"{at}.{member.Key}")),
        "required" => value is JsonObject owner ? rule.AsArray().Where(name => !owner.ContainsKey((string)name!)).Select(name => $"{at}.{name} is missing") : [],
        "additionalProperties" => Members(value).Where(member => schema["properties"]?[member.Key] is null).SelectMany(member => Check(member.Value, rule, $"{at}.{member.Key}")),
        "maxProperties" => Unless(Members(value).Count() <= Number(rule), $"{at} has more than {rule} members"),
        "items" => Items(value).SelectMany((item, i) => Check(item, rule, $"{at}[{i}]")),
        "minItems" => Unless(value is not JsonArray { } few || few.Count >= Number(rule), $"{at} has fewer than {rule} items"),
        "maxItems" => Unless(value is not JsonArray { } many || many.Count <= Number(rule), $"{at} has more than {rule} items"),
        "pattern" => Unless(Text(value) is not { } text || Regex.IsMatch(text, (string)rule!), $"{at} is {value}, which does not match {rule}"),
        "minLength" => Unless(Text(value) is not { } text || text.Length >= Number(rule), $"{at} is shorter than {rule}"),
        "maxLength" => Unless(Text(value) is not { } text || text.Length <= Number(rule), $"{at} is longer than {rule}"),
        "minimum" => Unless(Number(value) is not { } number || number >= Number(rule), $"{at} is below {rule}"),
        "maximum" => Unless(Number(value) is not { } number || number <= Number(rule), $"{at} is above {rule}"),
        "format" => Unless(Text(value) is not { } text || HasFormat(text, (string)rule!), $"{at} is {value}, not a {rule}"),
        "description" or "default" or "example" => [],
        _ => throw new NotSupportedException($"The keyword {keyword} at {at}"),
    };

    private static string[] Unless(bool fits, string error) => fits ? [] : [error];

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray list ? list.Select(type => (string)type!) : [(string)rule!];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? value) => value as JsonObject ?? [];

    private static IEnumerable<JsonNode?> Items(JsonNode? value) => value as JsonArray ?? [];

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.String => type == "string",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.Number => type == "number" || (type == "integer" && double.IsInteger(Number(value)!.Value)),
        _ => type == "boolean",
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$") && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        "int64" => true,
        _ => throw new NotSupportedException($"The format {format}"),
    };
}
