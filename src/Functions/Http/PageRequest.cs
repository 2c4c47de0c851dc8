using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Billing;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Which part of a list is asked for: <c>limit</c> lines after the key <c>after</c>.</summary>
/// <param name="Limit">As sent; null for 50.</param>
/// <param name="After">The <c>next</c> of the page before; null for the first.</param>
public sealed partial record PageRequest(string? Limit, string? After)
{
    private const int DefaultLimit = 50;

    /// <summary>The page that the query string names.</summary>
    public static PageRequest Of(HttpRequestData request) => new(request.Query["limit"], request.Query["after"]);

    /// <summary>Why there can be no such page; null if there can.</summary>
    /// <param name="longest">Most lines of a page.</param>
    /// <param name="isKey">Whether a text is a key of the list; unless given, whether it can be a key that the app gave out.</param>
    public Problem? Check(int longest, Func<string, bool>? isKey = null)
    {
        var errors = new FieldErrors();
        if (Limit is not null && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1 || limit > longest))
        {
            errors.Add("limit", $"Укажите число от 1 до {longest}.");
        }

        if (After is not null && !(isKey ?? IsKey)(After))
        {
            errors.Add("after", "Укажите значение next предыдущей страницы.");
        }

        return errors.Any ? Problems.ValidationFailed(errors) : null;
    }

    /// <summary>Whether a text can be a key that the app gave out.</summary>
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    internal async Task<(List<TableEntity> Rows, string? Next)> ReadAsync(TableClient table, string filter, Func<TableEntity, string> key, CancellationToken stop)
    {
        var limit = Limit is null ? DefaultLimit : int.Parse(Limit, CultureInfo.InvariantCulture);
        var rows = new List<TableEntity>();

        // One more than is shown tells whether there are more.
        await foreach (var row in table.QueryAsync<TableEntity>(filter, maxPerPage: limit + 1, cancellationToken: stop))
        {
            if (rows.Count == limit)
            {
                return (rows, key(rows[^1]));
            }

            rows.Add(row);
        }

        return (rows, null);
    }

    [GeneratedRegex("^[0-9a-z-]{1,80}$")]
    private static partial Regex KeyPattern();
}
