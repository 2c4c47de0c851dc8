using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Rows out of the JSON that the service answers.</summary>
internal static class EntityReader
{
    /// <summary>A row as an object of the caller's class, or as a dictionary if that is one.</summary>
    /// <exception cref="NotSupportedException">A property of the row is held by a member of a type that the service has not.</exception>
    public static T Read<T>(JsonElement row) where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object> properties)
        {
            ReadInto(properties, row);
            return entity;
        }

        foreach (var member in EntityMember.Of(typeof(T)).Where(member => member.CanWrite))
        {
            var name = member.Name == EntityNames.ETag ? EntityNames.ODataETag : member.Name;
            if (row.TryGetProperty(name, out var value) && TryConvert(value, member.Type, out var converted))
            {
                member.Set(entity, converted);
            }
        }

        return entity;
    }

    private static void ReadInto(IDictionary<string, object> properties, JsonElement row)
    {
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name == EntityNames.ODataMetadata || property.Name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal))
            {
                continue;
            }

            var type = row.TryGetProperty(property.Name + EntityNames.TypeSuffix, out var annotation) ? annotation.GetString()
                : property.Name == EntityNames.Timestamp ? "Edm.DateTime"
                : null;
            properties[property.Name] = ByType(property.Value, type);
        }
    }

    private static object ByType(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("Edm.Int64", _) => Convert(value, typeof(long)),
        ("Edm.Double", _) => Convert(value, typeof(double)),
        ("Edm.Guid", _) => Convert(value, typeof(Guid)),
        ("Edm.DateTime", _) => Convert(value, typeof(DateTimeOffset)),
        ("Edm.Binary", _) => Convert(value, typeof(byte[])),
        (null or "Edm.String", JsonValueKind.String) => value.GetString(),
        (null or "Edm.Boolean", JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (null or "Edm.Int32", JsonValueKind.Number) when value.TryGetInt32(out var number) => number,
        (null or "Edm.Int32", JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (null, JsonValueKind.Number) => value.GetDouble(),
        _ => throw new NotSupportedException($"Not supported type {type ?? value.ValueKind.ToString()}"),
    };

    /// <summary>False leaves the member as its class made it: a name that its enumeration does not have.</summary>
    private static bool TryConvert(JsonElement value, Type type, out object converted)
    {
        converted = null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.IsDefined(type, value.GetString()!) && Enum.TryParse(type, value.GetString(), out converted);
        }

        converted = Convert(value, type);
        return true;
    }

    private static object Convert(JsonElement value, Type type)
    {
        return type switch
        {
            // As the real client has it: a value of another type is no string, and no error either.
            _ when type == typeof(string) => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            _ when type == typeof(bool) => value.GetBoolean(),
            _ when type == typeof(int) => value.GetInt32(),
            _ when type == typeof(long) => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            _ when type == typeof(double) => value.ValueKind == JsonValueKind.Number
                ? value.GetDouble()
                : double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            _ when type == typeof(Guid) => value.GetGuid(),
            _ when type == typeof(DateTimeOffset) => Instant(),
            _ when type == typeof(DateTime) => Instant().UtcDateTime,
            _ when type == typeof(byte[]) => value.GetBytesFromBase64(),
            _ when type == typeof(BinaryData) => new BinaryData(value.GetBytesFromBase64()),
            _ when type == typeof(ETag) => new ETag(value.GetString()!),
            _ => throw new NotSupportedException($"Not supported type {type}"),
        };

        DateTimeOffset Instant() => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
    }
}
