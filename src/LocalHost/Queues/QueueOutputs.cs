using System.Text.Json.Nodes;
using LocalHost.Rpc;

namespace LocalHost;

/// <summary>Sends what functions put out to queues.</summary>
internal sealed class QueueOutputs(StorageQueues queues)
{
    private const string Type = "queue";

    /// <summary>Sends the messages of an invocation: a text as one, an array as one each, null as none.</summary>
    public async Task SendAsync(Function function, InvocationResponse response)
    {
        foreach (var output in function.Bindings.Where(binding => binding.IsOf(Type)))
        {
            foreach (var text in Texts(response.ValueOf(output.Name)))
            {
                await queues.Get(output).SendAsync(text);
            }
        }
    }

    /// <summary>Checks the queues that a function sends to.</summary>
    /// <exception cref="FunctionsHostException">A name or a connection is not valid.</exception>
    public void Check(Function function)
    {
        foreach (var output in function.Bindings.Where(binding => binding.IsOf(Type)))
        {
            queues.Get(output);
        }
    }

    // The host takes a text in braces or brackets for JSON: other text fails, and an array is a message per element.
    private static string[] Texts(TypedData? value) => value switch
    {
        { DataCase: TypedData.DataOneofCase.Json } => Texts(JsonNode.Parse(value.Json), value.Json),
        { DataCase: TypedData.DataOneofCase.String } when value.String.Trim() is ['{', .., '}'] or ['[', .., ']'] =>
            Texts(JsonNode.Parse(value.String), value.String),
        { DataCase: TypedData.DataOneofCase.String } => [value.String],
        _ => [],
    };

    private static string[] Texts(JsonNode? json, string text) =>
        json is JsonArray array ? [.. array.Select(Text)] : [text];

    private static string Text(JsonNode? element) => element switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => element.ToJsonString(),
    };
}
