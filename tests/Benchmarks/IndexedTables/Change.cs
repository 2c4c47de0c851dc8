using System.Text.Json;

namespace Benchmarks.IndexedTables;

internal enum ChangeKind
{
    Insert,
    Replace,
    Merge,
    Delete,
}

/// <summary>One write to one row.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="PartitionKey">The row's partition.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="IfMatch">The version that the row must have, <c>*</c> for any; null if it may be missing.</param>
/// <param name="Body">The row to be written; undefined for a deletion.</param>
internal sealed record Change(
    ChangeKind Kind,
    string PartitionKey,
    string RowKey,
    string? IfMatch,
    JsonElement Body)
{
    private const string Any = "*";

    /// <summary>The write that a request asks for, alone or as a part of a transaction.</summary>
    public static Change From(string method, Address address, string? ifMatch, ReadOnlyMemory<byte> body)
    {
        var kind = method switch
        {
            "POST" => ChangeKind.Insert,
            "PUT" => ChangeKind.Replace,
            "PATCH" or "MERGE" => ChangeKind.Merge,
            "DELETE" => ChangeKind.Delete,
            _ => throw TableException.NotImplemented($"{method} of a row"),
        };
        var row = kind == ChangeKind.Delete ? default : JsonElement.Parse(body.Span);
        return kind == ChangeKind.Insert
            ? new(kind, Key(row, "PartitionKey"), Key(row, "RowKey"), ifMatch, row)
            : new(kind, address.PartitionKey!, address.RowKey!, ifMatch, row);
    }

    /// <summary>The row after the write; null if it is deleted.</summary>
    /// <param name="existing">The row before; null if there is none.</param>
    /// <param name="version">The version to give it.</param>
    /// <exception cref="TableException">The row is not as the write demands.</exception>
    public Row? Apply(Row? existing, long version)
    {
        switch (Kind, existing)
        {
            case (ChangeKind.Insert, not null):
                throw TableException.EntityAlreadyExists();
            case (_, null) when IfMatch is not null:
                throw TableException.ResourceNotFound();
            case (_, not null) when IfMatch is not null and not Any && IfMatch != existing.ETag:
                throw TableException.UpdateConditionNotSatisfied();
        }

        return Kind switch
        {
            ChangeKind.Insert or ChangeKind.Replace =>
                new(PartitionKey, RowKey, version, Row.PropertiesOf(Body)),
            ChangeKind.Merge => new(PartitionKey, RowKey, version, Row.PropertiesOf(Body, existing?.Properties)),
            ChangeKind.Delete => null,
        };
    }

    private static string Key(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
