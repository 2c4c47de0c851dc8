namespace Azure.Data.Tables;

/// <summary>Names that have a meaning of their own on the wire.</summary>
internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";

    /// <summary>What <see cref="ITableEntity.ETag"/> is called in a class; on the wire it is <see cref="ODataETag"/>.</summary>
    public const string ETag = "ETag";
    public const string ODataETag = "odata.etag";
    public const string ODataMetadata = "odata.metadata";

    /// <summary>Follows a property's name and tells its type where JSON cannot.</summary>
    public const string TypeSuffix = "@odata.type";
}
