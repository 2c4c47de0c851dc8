using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>Sends what functions put out to queues.</summary>
internal sealed class QueueOutputs(StorageQueues queues)
{
    /// <summary>Sends the messages of an invocation: a text as one, an array as one each, null as none.</summary>
    public async Task SendAsync(Function function, InvocationBindings bindings)
    {
        foreach (var output in function.Outputs)
        {
            if (output.Queue is { } attribute)
            {
                var value = output.Property is null ? bindings.InvocationResult : bindings.Outputs.GetValueOrDefault(output.Name);
                foreach (var text in Texts(value))
                {
                    await Queue(attribute).SendAsync(text);
                }
            }
        }
    }

    /// <summary>The queue of an output.</summary>
    /// <exception cref="InvalidOperationException">Its name or its connection is not valid.</exception>
    public StorageQueue Queue(QueueOutputAttribute attribute) => queues.Get(attribute.QueueName, attribute.Connection);

    private static string[] Texts(object? value) => value switch
    {
        null => [],
        string text when IsJson(text.Trim()) => JsonNode.Parse(text) is JsonArray array ? [.. array.Select(Text)] : [text],
        string text => [text],
        string?[] texts => [.. texts.Select(text => text ?? "")],
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be sent as messages."),
    };

    // The host takes a text in braces or brackets for JSON: what is none fails, and an array is one message for each element.
    private static bool IsJson(string text) => text is ['{', .., '}'] or ['[', .., ']'];

    private static string Text(JsonNode? element) => element switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => element.ToJsonString(),
    };
}
