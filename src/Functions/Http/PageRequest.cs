using System.Globalization;
using System.Text.RegularExpressions;
using Billing;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Which part of a list is asked for: <c>limit</c> lines after the key <c>after</c>.</summary>
/// <param name="Limit">As sent; null for 50.</param>
/// <param name="After">The <c>next</c> of the page before; null for the first.</param>
public sealed partial record PageRequest(string? Limit, string? After)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>The page that the query string names.</summary>
    public static PageRequest FromQuery(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Query["limit"], request.Query["after"]);
    }

    /// <summary>Whether a text can be a key that the app gave out.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    /// <summary>The key of an entry in lists: its number.</summary>
    public static string KeyOf(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The number that <see cref="KeyOf"/> made a key of; null for any other text.</summary>
    public static long? EntryNumberOf(string? key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Why there can be no such page; null if there can.</summary>
    /// <param name="isKey">Whether a text is a key of the list.</param>
    public Problem? Check(Func<string, bool> isKey)
    {
        ArgumentNullException.ThrowIfNull(isKey);
        var errors = new FieldErrors();
        if (Limit is not null && Count is < 1 or > MaxLimit)
        {
            errors.Add("limit", $"Укажите число от 1 до {MaxLimit}.");
        }

        if (After is not null && !isKey(After))
        {
            errors.Add("after", "Укажите значение next предыдущей страницы.");
        }

        return errors.Any ? Problems.ValidationFailed(errors) : null;
    }

    /// <summary>Why there can be no such page of entries; null if there can.</summary>
    public Problem? CheckEntries() => Check(key => EntryNumberOf(key) is not null);

    /// <summary>Reads the page.</summary>
    /// <param name="table">Where from.</param>
    /// <param name="range">The list from the line after <see cref="After"/> on.</param>
    /// <param name="keyOf">The key of a line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<(List<Stored<T>> Rows, string? Next)> ReadAsync<T>(
        Table table,
        RowRange range,
        Func<Stored<T>, string> keyOf,
        CancellationToken cancellationToken)
    {
        var rows = new List<Stored<T>>();

        // One more than is shown tells whether there are more.
        await foreach (var row in table.QueryAsync<T>(range, Count + 1, cancellationToken))
        {
            if (rows.Count == Count)
            {
                return (rows, keyOf(rows[^1]));
            }

            rows.Add(row);
        }

        return (rows, null);
    }

    /// <summary>How many lines are asked for.</summary>
    internal int Count => Limit is null ? DefaultLimit
        : int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : 0;

    [GeneratedRegex("^[0-9a-z-]{1,80}$")]
    private static partial Regex KeyPattern();
}
