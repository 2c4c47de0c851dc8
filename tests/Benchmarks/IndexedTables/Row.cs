using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Benchmarks.IndexedTables;

/// <summary>A stored row. It is never changed; a write puts another one in its place.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="Version">When it was written, in ticks; no two writes have the same.</param>
/// <param name="Properties">A JSON object of its other properties with their types, as they were sent.</param>
internal sealed record Row(string PartitionKey, string RowKey, long Version, ReadOnlyMemory<byte> Properties)
{
    private const string TypeSuffix = "@odata.type";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The service sets them itself.
    private static readonly HashSet<string> Own = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];

    /// <summary>The order of the storage: by partition, then by row, each by its characters' codes.</summary>
    public static IComparer<Row> Order { get; } = Comparer<Row>.Create((a, b) =>
        string.CompareOrdinal(a.PartitionKey, b.PartitionKey) is var order and not 0
            ? order
            : string.CompareOrdinal(a.RowKey, b.RowKey));

    public string ETag => $"W/\"datetime'{Uri.EscapeDataString(Timestamp)}'\"";

    private string Timestamp => new DateTime(Version, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A row that has no more than its place.</summary>
    public static Row At(string partitionKey, string rowKey) => new(partitionKey, rowKey, 0, default);

    /// <summary>The properties in the body of a request, without those that the service sets.</summary>
    /// <param name="body">The body.</param>
    /// <param name="earlier">Properties that stay where the body has none of their name.</param>
    public static ReadOnlyMemory<byte> PropertiesOf(JsonElement body, ReadOnlyMemory<byte>? earlier = null)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            if (earlier is { } kept)
            {
                using var document = JsonDocument.Parse(kept);
                Write(writer, document.RootElement, name => !body.TryGetProperty(name, out _));
            }

            Write(writer, body, name => !Own.Contains(name));
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Writes the row as an answer has it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="select">The properties that are wanted; null for all.</param>
    public void WriteTo(Utf8JsonWriter writer, IReadOnlySet<string>? select)
    {
        writer.WriteStartObject();
        writer.WriteString("odata.etag", ETag);
        foreach (var (name, value) in new[]
        {
            (nameof(PartitionKey), PartitionKey),
            (nameof(RowKey), RowKey),
            (nameof(Timestamp), Timestamp),
        })
        {
            if (select is null || select.Contains(name))
            {
                writer.WriteString(name, value);
            }
        }

        using var document = JsonDocument.Parse(Properties);
        Write(writer, document.RootElement, name => select is null || select.Contains(name));
        writer.WriteEndObject();
    }

    // A property's type is named beside it and goes wherever the property goes.
    private static void Write(Utf8JsonWriter writer, JsonElement properties, Func<string, bool> isWanted)
    {
        foreach (var property in properties.EnumerateObject())
        {
            var name = property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)
                ? property.Name[..^TypeSuffix.Length]
                : property.Name;
            if (isWanted(name) && property.Value.ValueKind != JsonValueKind.Null)
            {
                property.WriteTo(writer);
            }
        }
    }
}
