using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Tests.Golden;

/// <summary>The rows of all tables, as <c>ledger.json</c> has them.</summary>
internal static class GoldenRows
{
    public const string File = "tests/Functions.Tests/Golden/ledger.json";

    // A whole check has some hundred of them; a few stand for all.
    private const int MostSlices = 2;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The rows that are stored in an account now.</summary>
    public static async Task<IReadOnlyList<(string Table, TableEntity Row)>> StoredAsync(string storage)
    {
        var rows = new List<(string, TableEntity)>();
        foreach (var table in Tables.Names)
        {
            var slices = 0;
            var client = new TableClient(storage, table);
            await foreach (var row in client.QueryAsync<TableEntity>(cancellationToken: CancellationToken))
            {
                if (row.PartitionKey != "slices" || ++slices <= MostSlices)
                {
                    rows.Add((table, row));
                }
            }
        }

        return rows;
    }

    /// <summary>The rows of the file.</summary>
    public static IReadOnlyList<(string Table, TableEntity Row)> Read() =>
    [
        .. JsonNode.Parse(Repository.Read(File))!.AsObject().SelectMany(table =>
            table.Value!.AsArray().Select(row => (table.Key, RowOf(row!.AsObject())))),
    ];

    /// <summary>Adds a client's rows to the file; those that are there stay.</summary>
    public static void Add(IEnumerable<(string Table, TableEntity Row)> rows, string clientId)
    {
        // Days of the bank are all clients': that client's money is unconfirmed, as if a connector had reported it.
        var added = rows.Where(row => row.Table switch
        {
            "Movements" or "Statements" or "Reconciliation" => false,
            // It waits for an operator without its movement, as a row does that is found to wait no more.
            "Suspense" when row.Row.PartitionKey == "open" => row.Row.ContainsKey("Inn"),
            "Events" when row.Row.RowKey == "end" => IsPartitionOfNewest(row.Row.PartitionKey),
            _ => row.Row.PartitionKey == clientId
                || row.Row.RowKey.Contains(clientId, StringComparison.Ordinal)
                || row.Row.GetString("ClientId") == clientId,
        });
        var tables = Read().Concat(added).GroupBy(row => row.Table).Select(table => KeyValuePair.Create(
            table.Key,
            (JsonNode?)new JsonArray([.. table.Select(row => JsonOf(row.Row))])));
        var text = new JsonObject(tables).ToJsonString(Indented);
        System.IO.File.WriteAllText(Path.Combine(Repository.Root, File), text + "\n");
    }

    /// <summary>Writes rows into an account as they are.</summary>
    public static async Task StoreAsync(string storage, IEnumerable<(string Table, TableEntity Row)> rows)
    {
        foreach (var table in rows.GroupBy(row => row.Table))
        {
            var client = new TableClient(storage, table.Key);
            await client.CreateIfNotExistsAsync(CancellationToken);
            foreach (var (_, row) in table)
            {
                await client.AddEntityAsync(row, CancellationToken);
            }
        }
    }

    /// <summary>
    /// Every column that there is, with the kind of row that has it: a nested record's fields are columns too.
    /// </summary>
    public static IEnumerable<string> ColumnsOf(IEnumerable<(string Table, TableEntity Row)> rows) => rows
        .SelectMany(row => row.Row
            .Where(column => !IsOfStorage(column.Key))
            .SelectMany(column => PathsOf($"{row.Table} {KindOf(row.Row)} {column.Key}", column.Value)))
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static bool IsPartitionOfNewest(string partition) =>
        partition == FeedRows.All || partition == FeedRows.PartitionOf(GoldenFixture.NewestAccount);

    private static IEnumerable<string> PathsOf(string path, object value) =>
        value is string text && text.StartsWith('{')
            ? JsonNode.Parse(text)!.AsObject().Select(field => $"{path}.{field.Key}")
            : [path];

    // The words of both keys, without ids, numbers and days; of entries, events and e-mails also what they are about.
    private static string KindOf(TableEntity row)
    {
        // How many of them a timer has handed out is a matter of minutes; they are all alike.
        if (row.PartitionKey == "slices")
        {
            return row.PartitionKey;
        }

        var words = $"{row.PartitionKey} {row.RowKey}"
            .Split(' ', '-')
            .Where(word => word.All(char.IsAsciiLetterLower));
        return string.Join('-', words) + (row.TryGetValue("Kind", out var kind) ? $" ({kind})" : "");
    }

    private static bool IsOfStorage(string column) =>
        column is "odata.etag" or "Timestamp" or "PartitionKey" or "RowKey";

    private static JsonObject JsonOf(TableEntity row) => new(row
        .Where(column => !IsOfStorage(column.Key) || column.Key.EndsWith("Key", StringComparison.Ordinal))
        .Select(column => KeyValuePair.Create(column.Key, column.Value switch
        {
            byte[] bytes => new JsonObject { ["base64"] = Convert.ToBase64String(bytes) },
            long number => JsonValue.Create(number),
            bool flag => JsonValue.Create(flag),
            string text => (JsonNode?)JsonValue.Create(text),
            var value => throw new InvalidOperationException($"{column.Key} is a {value.GetType().Name}."),
        })));

    private static TableEntity RowOf(JsonObject json)
    {
        var row = new TableEntity();
        foreach (var (name, value) in json)
        {
            row[name] = value!.GetValueKind() switch
            {
                JsonValueKind.Number => value.GetValue<long>(),
                JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
                JsonValueKind.Object => Convert.FromBase64String((string)value["base64"]!),
                _ => value.GetValue<string>(),
            };
        }

        return row;
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
