using System.Globalization;
using System.Text.Json;

namespace Benchmarks.IndexedTables;

/// <summary>A comparison of a property with a value.</summary>
/// <param name="Name">The property.</param>
/// <param name="Operator"><c>eq</c>, <c>ne</c>, <c>gt</c>, <c>ge</c>, <c>lt</c> or <c>le</c>.</param>
/// <param name="Value">A text, a whole number or a flag.</param>
internal sealed record Comparison(string Name, string Operator, object Value)
{
    /// <summary>Whether it holds for a stored value; for one of another type it never does.</summary>
    public bool Holds(JsonElement stored) => (stored.ValueKind, Value) switch
    {
        (JsonValueKind.String, string) => Holds(stored.GetString()!),

        // An Int64 is stored as text.
        (JsonValueKind.String, long value) =>
            long.TryParse(stored.GetString(), CultureInfo.InvariantCulture, out var number)
            && Holds(number.CompareTo(value)),
        (JsonValueKind.Number, long value) => Holds(stored.GetInt64().CompareTo(value)),
        (JsonValueKind.True or JsonValueKind.False, bool value) => Holds(stored.GetBoolean().CompareTo(value)),
        _ => false,
    };

    /// <summary>Whether it holds for a text, compared by its characters' codes.</summary>
    public bool Holds(string stored) => Holds(string.CompareOrdinal(stored, (string)Value));

    private bool Holds(int order) => Operator switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        _ => order <= 0,
    };
}
