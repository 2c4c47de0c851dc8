namespace Azure.Data.Tables;

/// <summary>A row of a table.</summary>
public interface ITableEntity
{
    /// <summary>First half of the key; rows with the same one can be changed in one transaction.</summary>
    string PartitionKey { get; set; }

    /// <summary>Second half of the key, unique in the partition; rows come sorted by it.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row. What is set here is not sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the row when it was read. What is set here is not sent.</summary>
    ETag ETag { get; set; }
}
