using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables;

/// <summary>Values as a filter writes them: https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities.</summary>
internal static class ODataFilter
{
    /// <summary>The filter with its values quoted and escaped.</summary>
    /// <exception cref="ArgumentException">A value is of a type that filters have not.</exception>
    public static string Create(FormattableString filter) => filter is null
        ? null
        : string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    /// <summary>Doubles the single quotes.</summary>
    public static string Escape(string value) => value.Replace("'", "''", StringComparison.Ordinal);

    private static string Literal(object value, int position) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        Guid guid => $"guid'{guid}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        DateTimeOffset instant => Literal(instant.UtcDateTime),
        DateTime instant => Literal(instant.ToUniversalTime()),
        string text => $"'{Escape(text)}'",
        _ => throw new ArgumentException($"Unable to convert argument {position} from type {value.GetType()} to an OData literal."),
    };

    private static string Literal(DateTime instant) => $"datetime'{XmlConvert.ToString(instant, XmlDateTimeSerializationMode.RoundtripKind)}'";
}
