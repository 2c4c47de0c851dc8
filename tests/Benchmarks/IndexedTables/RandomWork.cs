using System.Globalization;
using Azure.Data.Tables;

namespace Benchmarks.IndexedTables;

/// <summary>Random pieces of work of the kinds that the app does.</summary>
/// <param name="seed">The same seed makes the same work.</param>
internal sealed class RandomWork(int seed)
{
    /// <summary>The table that the work is on. There is no other.</summary>
    public const string Table = "Rows";

    private const int MostInTransaction = 6;

    // Apostrophes, letters and marks that an address encodes; a key that begins with another.
    private static readonly string[] Partitions = ["a", "a-1", "ООО «Лютик»", "o'clock + 1 %"];

    private static readonly string[] Rows = ["", "x", "x-1", "x-2", "x.", "X", "a'b", "ё & ü", "100 %41", "z"];

    private readonly Random _random = new(seed);

    /// <summary>The next piece of work.</summary>
    /// <returns>What it is, and the work on a storage, of which some versions of rows are known.</returns>
    public (string What, Func<TableServiceClient, Versions, Task<string>> Do) Next()
    {
        var (partition, row, number) = (Any(Partitions), Any(Rows), _random.Next(100));
        var entity = EntityAt(partition, row);
        var mode = Any([TableUpdateMode.Replace, TableUpdateMode.Merge]);
        var table = number == 0 ? "Missing" : Table;
        var age = _random.Next(3);
        return number switch
        {
            < 20 => ($"add {partition}/{row}", (storage, versions) => storage.WriteAsync(
                table, versions, entity, rows => rows.AddEntityAsync(entity))),
            < 30 => ($"upsert {mode} {partition}/{row}", (storage, versions) => storage.WriteAsync(
                table, versions, entity, rows => rows.UpsertEntityAsync(entity, mode))),
            < 45 => ($"update {mode} {partition}/{row} of age {age}", (storage, versions) => storage.WriteAsync(
                table, versions, entity, rows => rows.UpdateEntityAsync(entity, versions.Of(entity, age), mode))),
            < 52 => ($"delete {partition}/{row} of age {age}", (storage, versions) => storage.WriteAsync(
                table, versions, entity, rows => rows.DeleteEntityAsync(partition, row, versions.Of(entity, age)))),
            < 60 => ($"find {partition}/{row}", (storage, versions) => storage.FindAsync(versions, partition, row)),
            < 61 => ("create the table", (storage, _) => storage.CreateAsync()),
            < 75 => Transaction(partition),
            _ => Query(partition),
        };
    }

    private (string What, Func<TableServiceClient, Versions, Task<string>> Do) Transaction(string partition)
    {
        var rows = _random.GetItems(Rows, _random.Next(1, MostInTransaction)).Distinct()
            .Select(row => (
                Kind: Any(Enum.GetValues<TableTransactionActionType>()),
                Entity: EntityAt(partition, row),
                Age: _random.Next(2)))
            .ToArray();
        var what = string.Join(", ", rows.Select(row => $"{row.Kind} {row.Entity.RowKey} of age {row.Age}"));
        return ($"transaction in {partition}: {what}", (storage, versions) => storage.CommitAsync(versions, [
            .. rows.Select(row =>
                new TableTransactionAction(row.Kind, row.Entity, versions.Of(row.Entity, row.Age))),
        ]));
    }

    private (string What, Func<TableServiceClient, Versions, Task<string>> Do) Query(string partition)
    {
        var (one, other) = (Any(Rows), Any(Rows));
        var keys = TableClient.CreateQueryFilter(Any<FormattableString>(
        [
            $"PartitionKey eq {partition}",
            $"PartitionKey eq {partition} and RowKey gt {one}",
            $"PartitionKey eq {partition} and RowKey ge {one} and RowKey le {other}",
            $"PartitionKey eq {partition} and RowKey gt {one} and RowKey lt {other}",
            $"PartitionKey gt {partition} and PartitionKey lt {Any(Partitions)}",
            $"PartitionKey ge {partition} and PartitionKey lt {Any(Partitions)}",
        ]));
        var condition = TableClient.CreateQueryFilter(Any<FormattableString>(
        [
            $"Text eq {"it's"}",
            $"Status ne {"sent"}",
            $"Amount eq {5L}",
            $"Amount gt {2L}",
            $"IsOpen eq {true}",
        ]));
        var filter = Any(["", keys, keys, keys + " and " + condition]);
        var size = Any<int?>([null, 1, 3]);
        var select = Any<string[]?>([null, null, ["PartitionKey"], ["RowKey", "Amount"]]);
        var what = $"query {filter}, {size} a page, of {string.Join(',', select ?? ["all"])}";
        return (what, (storage, _) => storage.QueryAsync(filter, size, select));
    }

    /// <summary>A row with columns of every type that the app stores, some of them missing.</summary>
    private TableEntity EntityAt(string partition, string row)
    {
        var entity = new TableEntity(partition, row) { ["Status"] = Any(["sent", "due"]) };
        foreach (var (name, value) in new (string, object)[]
        {
            ("Text", Any(["it's", "«ёлка» \"1\" \\ \u2028", ""])),
            ("Amount", (long)_random.Next(8)),
            ("Large", long.MaxValue - _random.Next(8)),
            ("IsOpen", _random.Next(2) == 0),
            ("Bytes", Guid.Parse(_random.Next(8).ToString("D32", CultureInfo.InvariantCulture)).ToByteArray()),
        })
        {
            if (_random.Next(4) > 0)
            {
                entity[name] = value;
            }
        }

        return entity;
    }

    private T Any<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
