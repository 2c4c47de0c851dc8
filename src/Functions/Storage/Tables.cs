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
    public TableClient Clients { get; } = service.GetTableClient("Clients");

    /// <summary>Partition = the look-up's kind and key.</summary>
    public TableClient Index { get; } = service.GetTableClient("Index");

    /// <summary>Partition = a due minute, or the kind of the record.</summary>
    public TableClient Pending { get; } = service.GetTableClient("Pending");

    /// <summary>Creates the tables that are missing. Nearly always none is, and one request tells: creating what exists would be an exception each.</summary>
    public async Task CreateAsync(CancellationToken stop)
    {
        var existing = await service.QueryAsync(cancellationToken: stop).Select(table => table.Name).ToHashSetAsync(cancellationToken: stop);
        await Task.WhenAll(new[] { Clients, Index, Pending }.Where(table => !existing.Contains(table.Name)).Select(table => table.CreateIfNotExistsAsync(stop)));
    }
}
