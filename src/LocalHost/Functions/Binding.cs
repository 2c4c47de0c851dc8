using System.Text.Json;

namespace LocalHost;

/// <summary>A trigger or an output of a function, as the app's metadata describes it.</summary>
internal sealed class Binding(string json)
{
    /// <summary>The name that stands for what a function returns.</summary>
    public const string Return = "$return";

    private readonly JsonElement _properties = JsonElement.Parse(json);

    /// <summary>Name of the parameter or property that is bound.</summary>
    public string Name => Text("name")!;

    /// <summary>Kind of the binding: <c>httpTrigger</c>, <c>queue</c>.</summary>
    public string Type => Text("type")!;

    /// <summary>Whether it brings something in.</summary>
    public bool IsInput => Is("direction", "in");

    /// <summary>Whether it starts the function.</summary>
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    /// <summary>All of it, as JSON.</summary>
    public JsonElement Properties => _properties;

    /// <summary>Whether it is of a kind.</summary>
    public bool IsOf(string type) => Is("type", type);

    /// <summary>A property as text; null if there is none.</summary>
    public string? Text(string name) => _properties.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A property that lists texts; null if there is none.</summary>
    public string[]? Texts(string name) =>
        _properties.TryGetProperty(name, out var values) && values.ValueKind is JsonValueKind.Array
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : null;

    /// <summary>A property that is true or false.</summary>
    public bool Flag(string name, bool byDefault) =>
        _properties.TryGetProperty(name, out var value) ? value.GetBoolean() : byDefault;

    private bool Is(string name, string value) => string.Equals(Text(name), value, StringComparison.OrdinalIgnoreCase);
}
