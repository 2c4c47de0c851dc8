using System.Globalization;
using Azure.Data.Tables;

namespace Functions.Tests;

/// <summary>What is stored, seen past the functions.</summary>
public sealed class StoredRows(string storage)
{
    private static readonly string[] Tables = ["Clients", "Index", "Pending"];

    private readonly TableServiceClient _service = new(storage);

    /// <summary>One of the app's tables: <c>Clients</c>, <c>Index</c>, <c>Pending</c>.</summary>
    public TableClient Table(string name) => _service.GetTableClient(name);

    /// <summary>The rows of a client's partition, by row key.</summary>
    public async Task<Dictionary<string, TableEntity>> OfAsync(string clientId)
    {
        var rows = new Dictionary<string, TableEntity>();
        await foreach (var row in Table("Clients").QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {clientId}"), cancellationToken: Stop))
        {
            rows[row.RowKey] = row;
        }

        return rows;
    }

    /// <summary>Every row of every table as text, times and versions included: two of them are equal if nothing was written in between.</summary>
    /// <remarks>What the hourly reconciliation takes notes of is left out: it runs by the real clock, whenever the test does.</remarks>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        var all = new List<string>();
        foreach (var table in Tables)
        {
            await foreach (var row in Table(table).QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                if (row.RowKey != "checkpoint" && (table != "Pending" || IsWork(row)))
                {
                    all.Add($"{table}: " + string.Join("; ", row.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}"))));
                }
            }
        }

        return all;
    }

    /// <summary>Waits until all work that follows from earlier calls is done.</summary>
    public Task QuietAsync() => Eventually.IsAsync(
        async () =>
        {
            await foreach (var row in Table("Pending").QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                if (IsWork(row))
                {
                    return false;
                }
            }

            return true;
        },
        "No work is pending.");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static bool IsWork(TableEntity row) => char.IsAsciiDigit(row.PartitionKey[0]);
}
