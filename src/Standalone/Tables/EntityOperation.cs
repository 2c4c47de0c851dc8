using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>A change of one row, as a request of its own or as one of a transaction.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query, after the account's endpoint.</param>
/// <param name="Headers">Beside those that every request has.</param>
/// <param name="Content">JSON of the row; nothing for a deletion.</param>
internal sealed record EntityOperation(RequestMethod Method, string Path, IReadOnlyList<HttpHeader> Headers, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Adds a row that must not exist.</summary>
    public static EntityOperation Add(string table, ITableEntity entity) => new(
        RequestMethod.Post,
        $"/{table}{TableRequests.Format}",
        [new("Prefer", "return-no-content"), TableRequests.AcceptJson, new("Content-Type", "application/json;odata=nometadata")],
        EntityWriter.Write(entity));

    /// <summary>Changes a row of that version; with none given, any row, and adds it where it is missing.</summary>
    public static EntityOperation Update(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch = default) => new(
        mode switch
        {
            TableUpdateMode.Replace => RequestMethod.Put,
            TableUpdateMode.Merge => RequestMethod.Patch,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
        },
        KeyPath(table, entity.PartitionKey, entity.RowKey) + TableRequests.Format,
        [.. IfMatch(ifMatch), HttpHeader.Common.JsonAccept, HttpHeader.Common.JsonContentType],
        EntityWriter.Write(entity));

    /// <summary>Deletes a row of that version; with none given, of any.</summary>
    public static EntityOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) => new(
        RequestMethod.Delete,
        KeyPath(table, partitionKey, rowKey) + TableRequests.Format,
        [.. IfMatch(ifMatch == default ? ETag.All : ifMatch), TableRequests.AcceptJson],
        null);

    /// <summary>One action of a transaction.</summary>
    public static EntityOperation Of(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Add(table, action.Entity),
        TableTransactionActionType.UpdateMerge => Update(table, action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Update(table, action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.UpsertMerge => Update(table, action.Entity, TableUpdateMode.Merge),
        TableTransactionActionType.UpsertReplace => Update(table, action.Entity, TableUpdateMode.Replace),
        TableTransactionActionType.Delete => Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        _ => throw new InvalidOperationException("Unknown request type."),
    };

    /// <summary>The path of a row.</summary>
    public static string KeyPath(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    private static string Escape(string key) => Uri.EscapeDataString(ODataFilter.Escape(key));

    private static IEnumerable<HttpHeader> IfMatch(ETag version) => version == default ? [] : [new HttpHeader("If-Match", version.ToString())];
}
