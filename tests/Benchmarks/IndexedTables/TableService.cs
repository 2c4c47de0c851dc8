using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Benchmarks.IndexedTables;

/// <summary>
/// As much of the table storage's protocol as the app speaks, for one account and without a look at signatures. All is
/// in memory.
/// </summary>
internal sealed class TableService
{
    private const string Json = "application/json;odata=minimalmetadata;charset=utf-8";

    private readonly ConcurrentDictionary<string, IndexedTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    public IndexedTable this[string table] =>
        _tables.TryGetValue(table, out var rows) ? rows : throw TableException.TableNotFound();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            // The path that the server has decoded leaves open which of its characters were encoded.
            var address = Address.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            var response = context.Response;
            var answering = (address, context.Request.Method) switch
            {
                ({ Table: "$batch" }, _) => Transaction.AnswerAsync(this, context),
                ({ Table: "Tables", Name: { } name }, "DELETE") => DeleteTableAsync(name, response),
                ({ Table: "Tables" }, "POST") => CreateTableAsync(context),
                ({ PartitionKey: not null }, "GET") => RowQueries.FindAsync(this[address.Table], address, response),
                (_, "GET") => RowQueries.QueryAsync(this[address.Table], address, response),
                _ => WriteAsync(address, context),
            };
            await answering;
        }
        catch (TableException refusal)
        {
            await RefuseAsync(context.Response, refusal);
        }
        catch (ChangeRefusedException refused)
        {
            await RefuseAsync(context.Response, refused.Refusal);
        }
    }

    /// <summary>The body that says why something was refused.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="index">Which write of a transaction it was; null outside of one.</param>
    public static string BodyOf(TableException refusal, int? index = null)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var value = index is null ? refusal.Message : $"{index}:{refusal.Message}";
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["odata.error"] = new { code = refusal.Code, message = new { lang = "en-US", value } },
        });
    }

    public static async Task<byte[]> ReadAsync(Stream body)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    /// <summary>Sends an answer that has a body.</summary>
    public static async Task SendAsync(HttpResponse response, int status, Action<Utf8JsonWriter> write)
    {
        response.StatusCode = status;
        response.ContentType = Json;
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        write(writer);
    }

    private async Task CreateTableAsync(HttpContext context)
    {
        var name = JsonElement.Parse(await ReadAsync(context.Request.Body)).GetProperty("TableName").GetString()!;
        if (!_tables.TryAdd(name, new()))
        {
            throw TableException.TableAlreadyExists();
        }

        await SendAsync(context.Response, StatusCodes.Status201Created, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("TableName", name);
            writer.WriteEndObject();
        });
    }

    private Task DeleteTableAsync(string name, HttpResponse response)
    {
        response.StatusCode = _tables.TryRemove(name, out _)
            ? StatusCodes.Status204NoContent
            : throw TableException.ResourceNotFound();
        return Task.CompletedTask;
    }

    private async Task WriteAsync(Address address, HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var ifMatch = request.Headers.IfMatch is [{ Length: > 0 } version] ? version : null;
        var change = Change.From(request.Method, address, ifMatch, await ReadAsync(request.Body));
        if (this[address.Table].Apply([change]) is [{ } row])
        {
            response.Headers.ETag = row.ETag;
        }

        response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task RefuseAsync(HttpResponse response, TableException refusal)
    {
        response.StatusCode = refusal.Status;
        response.ContentType = Json;
        response.Headers["x-ms-error-code"] = refusal.Code;
        return response.WriteAsync(BodyOf(refusal));
    }
}
