using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Benchmarks.IndexedTables;

/// <summary>Pieces of work on a storage, each with all that its answer says, but for times and versions.</summary>
internal static class Play
{
    public static Task<string> CreateAsync(this TableServiceClient storage) => TellAsync(async () =>
        (await storage.CreateTableIfNotExistsAsync(RandomWork.Table))?.Value.Name ?? "existed");

    public static Task<string> WriteAsync(
        this TableServiceClient storage,
        string table,
        Versions versions,
        TableEntity row,
        Func<TableClient, Task<Response>> write) => TellAsync(async () =>
        {
            var response = await write(storage.GetTableClient(table));
            if (response.Headers.ETag is { } version)
            {
                versions.Add(row, version);
            }

            return Text(response);
        });

    public static Task<string> CommitAsync(
        this TableServiceClient storage,
        Versions versions,
        IReadOnlyList<TableTransactionAction> actions) => TellAsync(async () =>
        {
            var responses = (await storage.GetTableClient(RandomWork.Table).SubmitTransactionAsync(actions)).Value;
            foreach (var (action, response) in actions.Zip(responses))
            {
                if (response.Headers.ETag is { } version)
                {
                    versions.Add((TableEntity)action.Entity, version);
                }
            }

            return string.Join(' ', responses.Select(Text));
        });

    public static Task<string> FindAsync(
        this TableServiceClient storage,
        Versions versions,
        string partitionKey,
        string rowKey) => TellAsync(async () =>
        {
            var table = storage.GetTableClient(RandomWork.Table);
            var row = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
            return $"{Text(row)} {(row.ETag == versions.Of(row, age: 0) ? "known" : "unknown")}";
        });

    public static Task<string> QueryAsync(
        this TableServiceClient storage,
        string filter,
        int? size,
        string[]? select) => TellAsync(async () =>
        {
            var pages = new List<string>();
            var table = storage.GetTableClient(RandomWork.Table);
            await foreach (var page in table.QueryAsync<TableEntity>(filter, size, select).AsPages())
            {
                pages.Add(string.Join(' ', page.Values.Select(Text)));
            }

            return string.Join(" | ", pages);
        });

    private static async Task<string> TellAsync(Func<Task<string>> work)
    {
        try
        {
            return await work();
        }
        catch (TableTransactionFailedException error)
        {
            return $"{error.Status} {error.ErrorCode} at {error.FailedTransactionActionIndex}";
        }
        catch (RequestFailedException error)
        {
            return $"{error.Status} {error.ErrorCode}";
        }
    }

    private static string Text(Response response) => response.Status.ToString(CultureInfo.InvariantCulture);

    // With their types: a number that comes back as text is another value.
    private static string Text(TableEntity row) => string.Join(',', row
        .Where(column => column.Key is not ("Timestamp" or "odata.etag"))
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column =>
            $"{column.Key}={column.Value.GetType().Name}:{JsonSerializer.Serialize(column.Value)}"));
}
