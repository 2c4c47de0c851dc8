using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Rows that lie together, so that one query finds them without looking at others.</summary>
public sealed class RowRange
{
    private RowRange(FormattableString filter) => Filter = TableClient.CreateQueryFilter(filter);

    private RowRange(string filter) => Filter = filter;

    internal string Filter { get; }

    /// <summary>All rows of a partition.</summary>
    public static RowRange Partition(string partitionKey) => new((FormattableString)$"PartitionKey eq {partitionKey}");

    /// <summary>Rows of a partition after a key.</summary>
    public static RowRange After(string partitionKey, string rowKey) =>
        new((FormattableString)$"PartitionKey eq {partitionKey} and RowKey gt {rowKey}");

    /// <summary>Rows of a partition from one key to another, both included.</summary>
    public static RowRange Between(string partitionKey, string first, string last) =>
        new((FormattableString)$"PartitionKey eq {partitionKey} and RowKey ge {first} and RowKey le {last}");

    /// <summary>Rows of a partition whose keys begin with a prefix and a hyphen.</summary>
    /// <param name="partitionKey">The partition.</param>
    /// <param name="prefix">Without the hyphen.</param>
    /// <param name="after">Only rows after this key; all if null.</param>
    public static RowRange WithPrefix(string partitionKey, string prefix, string? after = null)
    {
        // The dot is the character after the hyphen.
        var (first, last) = (after ?? prefix + "-", prefix + ".");
        return new((FormattableString)$"PartitionKey eq {partitionKey} and RowKey gt {first} and RowKey lt {last}");
    }

    /// <summary>All rows of the partitions after one key and before another.</summary>
    public static RowRange Partitions(string after, string before) =>
        new((FormattableString)$"PartitionKey gt {after} and PartitionKey lt {before}");

    /// <summary>All rows of the partitions from one key on and before another.</summary>
    public static RowRange PartitionsFrom(string first, string before) =>
        new((FormattableString)$"PartitionKey ge {first} and PartitionKey lt {before}");

    /// <summary>Those of them that meet a condition. The storage looks at all of them to find these.</summary>
    public RowRange Where(FormattableString condition) =>
        new($"{Filter} and {TableClient.CreateQueryFilter(condition)}");
}
