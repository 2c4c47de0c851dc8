using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>The one way between records and rows; see <see cref="StoredJson"/> for what a column is.</summary>
internal static class RowMapper
{
    private static readonly StoredJson Json = StoredJson.CreateCompact();

    public static TableEntity ToEntity<T>(string partitionKey, string rowKey, T value)
    {
        var type = TypeOf<T>();
        var row = new TableEntity(partitionKey, rowKey);
        using var document = JsonSerializer.SerializeToDocument(value, type);
        foreach (var column in document.RootElement.EnumerateObject())
        {
            // A row has no empty columns; one that is missing is read as null.
            if (column.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            row[column.Name] = column.Value.ValueKind switch
            {
                JsonValueKind.String when IsBytes(type, column.Name) => column.Value.GetBytesFromBase64(),
                JsonValueKind.String => column.Value.GetString(),
                JsonValueKind.Number => column.Value.GetInt64(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => column.Value.GetRawText(),
            };
        }

        return row;
    }

    /// <exception cref="JsonException">A column is missing, or holds what its property cannot.</exception>
    public static T FromEntity<T>(TableEntity row)
    {
        var type = TypeOf<T>();
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var property in type.Properties)
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property, row.TryGetValue(property.Name, out var value) ? value : null);
            }

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize(json.WrittenSpan, type)!;
    }

    private static void Write(Utf8JsonWriter writer, JsonPropertyInfo property, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text when property.Options.GetTypeInfo(property.PropertyType).Kind is not JsonTypeInfoKind.None:
                writer.WriteRawValue(text);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                throw new JsonException($"{property.Name} is a {value.GetType().Name}.");
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T))!;

    private static bool IsBytes(JsonTypeInfo type, string name) =>
        type.Properties.Any(property => property.Name == name && property.PropertyType == typeof(byte[]));
}
