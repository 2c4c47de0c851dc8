using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// Rows as JSON with types, as the service reads them:
/// https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations.
/// </summary>
internal static class EntityWriter
{
    /// <summary>The JSON of a row.</summary>
    /// <exception cref="NotSupportedException">A property is of a type that the service has not, or an instant not in UTC.</exception>
    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in PropertiesOf(entity))
            {
                WriteProperty(json, name, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static IEnumerable<(string Name, object Value)> PropertiesOf(ITableEntity entity) => entity is IDictionary<string, object> properties
        ? properties
            .Where(property => property.Key is not (EntityNames.ODataETag or EntityNames.Timestamp))
            .Select(property => (property.Key, property.Value is Enum
                ? throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity.")
                : property.Value))
        : EntityMember.Of(entity.GetType())
            .Where(member => member.CanRead && member.Name is not (EntityNames.ETag or EntityNames.Timestamp))
            .Select(member => (member.Name, member.Get(entity)));

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case Enum:
                json.WriteString(name, value.ToString());
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double.NaN:
                WriteTyped(json, name, "Edm.Double", "NaN");
                break;
            case double number:
                json.WriteNumber(name, number);
                json.WriteString(name + EntityNames.TypeSuffix, "Edm.Double");
                break;
            case Guid guid:
                WriteTyped(json, name, "Edm.Guid", guid.ToString());
                break;
            case DateTimeOffset instant:
                WriteTyped(json, name, "Edm.DateTime", instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTime { Kind: DateTimeKind.Utc } instant:
                WriteTyped(json, name, "Edm.DateTime", instant.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTime instant:
                throw new NotSupportedException($"DateTime {instant:O} has a Kind of {instant.Kind}. Azure SDK requires it to be UTC.");
            case byte[] bytes:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData data:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(data));
                break;
            default:
                // The real client writes decimals, floats and durations, too, and loses them or their type on the way back.
                throw new NotSupportedException($"Not supported type {value.GetType()}");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name, value);
        json.WriteString(name + EntityNames.TypeSuffix, type);
    }
}
