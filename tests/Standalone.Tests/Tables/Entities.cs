using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

internal enum Status
{
    Unpaid,
    Paid,
}

internal abstract class Entity : ITableEntity
{
    public string PartitionKey { get; set; } = "p";

    public string RowKey { get; set; } = "r";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }
}

internal sealed class Holder<T> : Entity
{
    public T? Value { get; set; }
}

internal sealed class WithDefault : Entity
{
    public string Value { get; set; } = "as made";
}

internal sealed class Marked : Entity
{
    public string? Field;

    [IgnoreDataMember]
    public string? Secret { get; set; }

    [DataMember(Name = "inn")]
    public string? Renamed { get; set; }

    public string? Once { get; init; }

    public string Computed => $"{Renamed}!";
}

internal sealed class Everything : Entity
{
    public string? Text { get; set; }

    public string? Empty { get; set; }

    public int Int { get; set; }

    public long Long { get; set; }

    public bool Flag { get; set; }

    public double Double { get; set; }

    public Guid Guid { get; set; }

    public DateTimeOffset Instant { get; set; } = DateTimeOffset.UnixEpoch;

    public DateTime Utc { get; set; } = DateTime.UnixEpoch;

    public byte[]? Bytes { get; set; }

    public BinaryData? Data { get; set; }

    public Status Status { get; set; }

    public int? MaybeInt { get; set; }

    public long? MaybeLong { get; set; }

    public bool? MaybeFlag { get; set; }

    public double? MaybeDouble { get; set; }

    public Guid? MaybeGuid { get; set; }

    public DateTimeOffset? MaybeInstant { get; set; }

    public Status? MaybeStatus { get; set; }
}
