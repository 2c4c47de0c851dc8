using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>The three tables of the app.</summary>
/// <remarks>
/// Clients: one partition a client, all that belongs to him. Index: unique keys and look-ups to a client's id.
/// Pending: work that must not be forgotten, what operators must see, and where long sweeps stand.
/// </remarks>
public sealed class Tables(TableServiceClient service)
{
    /// <summary>Partition = client id; see <see cref="RowKeys"/> for what stands in it.</summary>
    public TableClient Clients { get; } = service.GetTableClient(Names[0]);

    /// <summary>Partition = the look-up's kind and key.</summary>
    public TableClient Index { get; } = service.GetTableClient(Names[1]);

    /// <summary>Partition = a due minute, or the kind of the record.</summary>
    public TableClient Pending { get; } = service.GetTableClient(Names[2]);

    /// <summary>The names of all three.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["Clients", "Index", "Pending"];
}
