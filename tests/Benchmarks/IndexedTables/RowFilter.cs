using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Benchmarks.IndexedTables;

/// <summary>A condition on rows, of comparisons that all have to hold; the app asks for no other kind.</summary>
internal sealed partial class RowFilter
{
    private readonly List<Comparison> _ofKeys = [];
    private readonly List<Comparison> _ofProperties = [];

    /// <summary>No row before this place meets it.</summary>
    public Row First { get; private set; } = Row.At("", "");

    /// <summary>No row after this place meets it; null if there is no such place.</summary>
    public Row? Last { get; private set; }

    /// <summary>Parses what <c>$filter</c> says; an empty one is met by all rows.</summary>
    /// <exception cref="TableException">It has more than comparisons of text, numbers and flags.</exception>
    public static RowFilter Parse(string text)
    {
        var filter = new RowFilter();
        for (var at = 0; at < text.Length;)
        {
            var match = Pattern().Match(text, at);
            if (!match.Success)
            {
                throw TableException.NotImplemented($"the filter {text}");
            }

            filter.Add(match.Groups["name"].Value, match.Groups["operator"].Value, match.Groups["value"].Value);
            at += match.Length;
        }

        filter.Bound();
        return filter;
    }

    public bool Matches(Row row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!_ofKeys.TrueForAll(comparison => comparison.Holds(comparison.Name == nameof(Row.RowKey)
            ? row.RowKey
            : row.PartitionKey)))
        {
            return false;
        }

        if (_ofProperties.Count == 0)
        {
            return true;
        }

        using var properties = JsonDocument.Parse(row.Properties);
        return _ofProperties.TrueForAll(comparison =>
            properties.RootElement.TryGetProperty(comparison.Name, out var value)
            && comparison.Holds(value));
    }

    private void Add(string name, string comparison, string value) =>
        (name is nameof(Row.PartitionKey) or nameof(Row.RowKey) ? _ofKeys : _ofProperties)
            .Add(new(name, comparison, value switch
            {
                ['\'', .. var text, '\''] => text.Replace("''", "'", StringComparison.Ordinal),
                "true" => true,
                "false" => false,
                _ => long.Parse(value.TrimEnd('L'), CultureInfo.InvariantCulture),
            }));

    // The last key that begins with another one and has no more than it is the one followed by the smallest character.
    private void Bound()
    {
        var partitions = _ofKeys.Where(comparison => comparison.Name == nameof(Row.PartitionKey)).ToArray();
        foreach (var (_, comparison, value) in partitions)
        {
            var (key, next) = ((string)value, (string)value + '\0');
            (First, Last) = comparison switch
            {
                "eq" => (Row.At(key, ""), Row.At(next, "")),
                "ge" => (Row.At(key, ""), Last),
                "gt" => (Row.At(next, ""), Last),
                "lt" => (First, Row.At(key, "")),
                "le" => (First, Row.At(next, "")),
                _ => (First, Last),
            };
        }

        if (partitions is not [("PartitionKey", "eq", string partition)])
        {
            return;
        }

        foreach (var (_, comparison, value) in _ofKeys.Where(comparison => comparison.Name == nameof(Row.RowKey)))
        {
            var row = Row.At(partition, (string)value);
            First = comparison is "eq" or "ge" or "gt" ? row : First;
            Last = comparison is "eq" or "le" or "lt" ? row : Last;
        }
    }

    [GeneratedRegex(
        @"\G(?<name>\w+) (?<operator>eq|ne|gt|ge|lt|le) (?<value>'(?:[^']|'')*'|-?\d+L?|true|false)(?: and (?=.)|$)",
        RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
