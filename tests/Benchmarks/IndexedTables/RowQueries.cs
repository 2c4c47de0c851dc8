using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Benchmarks.IndexedTables;

/// <summary>Reads rows as a request asks for them.</summary>
internal static class RowQueries
{
    private const int MostInPage = 1000;
    private const string Continuation = "x-ms-continuation-Next";
    private const string TokenPrefix = "1!";

    /// <summary>Answers with one row.</summary>
    public static Task FindAsync(IndexedTable table, Address address, HttpResponse response)
    {
        var row = table.Find(address.PartitionKey!, address.RowKey!)
            ?? throw TableException.ResourceNotFound();
        var select = SelectOf(address.Query["$select"]);
        response.Headers.ETag = row.ETag;
        return TableService.SendAsync(response, StatusCodes.Status200OK, writer => row.WriteTo(writer, select));
    }

    /// <summary>Answers with a page of rows.</summary>
    public static Task QueryAsync(IndexedTable table, Address address, HttpResponse response)
    {
        var query = address.Query;
        var most = int.TryParse(query["$top"], out var top) ? Math.Min(top, MostInPage) : MostInPage;
        var from = query.TryGetValue("NextPartitionKey", out var partitionKey)
            ? Row.At(FromToken(partitionKey), FromToken(query["NextRowKey"]))
            : null;
        var page = table.Query(RowFilter.Parse(query["$filter"].ToString()), from, most);
        if (page.Next is { } next)
        {
            response.Headers[Continuation + nameof(Row.PartitionKey)] = ToToken(next.PartitionKey);
            response.Headers[Continuation + nameof(Row.RowKey)] = ToToken(next.RowKey);
        }

        var select = SelectOf(query["$select"]);
        return TableService.SendAsync(response, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var row in page.Rows)
            {
                row.WriteTo(writer, select);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static HashSet<string>? SelectOf(string? names) =>
        string.IsNullOrEmpty(names) ? null : [.. names.Split(',')];

    // A header takes no letters outside of ASCII, and the client leaves out a token that is empty.
    private static string ToToken(string key) =>
        TokenPrefix + WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(key));

    private static string FromToken(string? token) =>
        Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token![TokenPrefix.Length..]));
}
