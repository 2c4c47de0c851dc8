using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Benchmarks.IndexedTables;

/// <summary>An entity group transaction: writes to one table, of which all or none are done.</summary>
internal static class Transaction
{
    private const string IfMatch = "If-Match: ";

    /// <summary>Does the writes, each an HTTP request of its own within the body.</summary>
    public static async Task AnswerAsync(TableService service, HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(context);
        var batch = new MultipartReader(BoundaryOf(context.Request.ContentType), context.Request.Body);
        var changeset = await batch.ReadNextSectionAsync()
            ?? throw TableException.NotImplemented("a transaction without writes");
        var parts = new MultipartReader(BoundaryOf(changeset.ContentType), changeset.Body);
        var (table, changes) = ("", new List<Change>());
        while (await parts.ReadNextSectionAsync() is { } part)
        {
            (table, var change) = await ReadAsync(part.Body);
            changes.Add(change);
        }

        string[] answers;
        try
        {
            answers = [.. service[table].Apply(changes).Select(Done)];
        }
        catch (ChangeRefusedException refused)
        {
            answers = [Refused(refused.Refusal, refused.Index)];
        }
        catch (TableException refusal)
        {
            answers = [Refused(refusal, index: 0)];
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "multipart/mixed; boundary=batchresponse";
        await context.Response.WriteAsync(BodyOf(answers));
    }

    private static async Task<(string Table, Change Change)> ReadAsync(Stream part)
    {
        var text = Encoding.UTF8.GetString(await TableService.ReadAsync(part));
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = text[..end].Split("\r\n");
        var ifMatch = head
            .FirstOrDefault(line => line.StartsWith(IfMatch, StringComparison.OrdinalIgnoreCase))?[IfMatch.Length..];
        var request = head[0].Split(' ');
        var address = Address.Parse(request[1]);
        return (address.Table, Change.From(request[0], address, ifMatch, Encoding.UTF8.GetBytes(text[(end + 4)..])));
    }

    private static string BoundaryOf(string? contentType) =>
        HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).ToString();

    private static string Done(Row? row) =>
        "HTTP/1.1 204 No Content\r\n" + (row is null ? "" : $"ETag: {row.ETag}\r\n") + "\r\n";

    private static string Refused(TableException refusal, int index) =>
        $"HTTP/1.1 {refusal.Status} {ReasonPhrases.GetReasonPhrase(refusal.Status)}\r\n"
        + $"x-ms-error-code: {refusal.Code}\r\nContent-Type: application/json\r\n\r\n"
        + TableService.BodyOf(refusal, index);

    private static string BodyOf(IEnumerable<string> answers) =>
        "--batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse\r\n\r\n"
        + string.Concat(answers.Select(answer =>
            "--changesetresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + answer + "\r\n"))
        + "--changesetresponse--\r\n--batchresponse--\r\n";
}
