using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Ledgers;

/// <summary>Which accounts changed since they were last reconciled.</summary>
public sealed class Changes(Tables tables)
{
    private const string Partition = "changed";

    /// <summary>Notes a client whose ledger is to be checked.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="whole">From the first entry on, and to be taken out of review if all is well.</param>
    /// <param name="stop">Gives up.</param>
    public Task NoteAsync(string clientId, bool whole, CancellationToken stop) =>
        tables.Pending.UpsertEntityAsync(
            whole ? new TableEntity(Partition, clientId) { ["Whole"] = true } : new TableEntity(Partition, clientId),

            // An operator's wish for the whole ledger outlives a change that is noted after it.
            TableUpdateMode.Merge,
            stop);

    /// <summary>The noted clients.</summary>
    public IAsyncEnumerable<TableEntity> AllAsync(CancellationToken stop) =>
        tables.Pending.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: stop);

    /// <summary>Takes the note away, unless the client changed again since it was read.</summary>
    public async Task DoneAsync(TableEntity note, CancellationToken stop)
    {
        try
        {
            await tables.Pending.DeleteEntityAsync(note.PartitionKey, note.RowKey, note.ETag, stop);
        }
        catch (Azure.RequestFailedException error) when (error.IsConflict())
        {
        }
    }
}
