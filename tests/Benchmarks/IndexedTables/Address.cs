using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Benchmarks.IndexedTables;

/// <summary>What the address of a request names.</summary>
/// <param name="Table">The table, or <c>Tables</c>, the list of them, or <c>$batch</c>.</param>
/// <param name="Name">The table in the list that is meant; null if none.</param>
/// <param name="PartitionKey">The partition of a row; null if no row is named.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="Query">The parameters.</param>
internal sealed partial record Address(
    string Table,
    string? Name,
    string? PartitionKey,
    string? RowKey,
    IQueryCollection Query)
{
    /// <summary>Parses an address below an account, with or without the host before it.</summary>
    /// <exception cref="TableException">It names nothing that is known here.</exception>
    public static Address Parse(string target)
    {
        var url = target.StartsWith('/') ? target : new Uri(target).PathAndQuery;
        var question = url.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (url, "") : (url[..question], url[question..]);
        var match = Pattern().Match(Uri.UnescapeDataString(path));
        return match.Success
            ? new(
                match.Groups["table"].Value,
                Text("name"),
                Text("partition"),
                Text("row"),
                new QueryCollection(QueryHelpers.ParseQuery(query)))
            : throw TableException.NotImplemented(path);

        // An apostrophe in a key is doubled.
        string? Text(string group) => match.Groups[group] is { Success: true, Value: var text }
            ? text.Replace("''", "'", StringComparison.Ordinal)
            : null;
    }

    [GeneratedRegex(
        """
        ^/[^/]+/(?<table>[$\w]+)
        (\((?:
          '(?<name>\w+)'
          |PartitionKey='(?<partition>(?:[^']|'')*)',RowKey='(?<row>(?:[^']|'')*)'
        )?\))?$
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
