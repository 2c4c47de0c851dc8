using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>A row as it was read.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Version">Which a write can be made to depend on.</param>
/// <param name="Stamp">The commit that wrote it; null if it was written alone.</param>
public sealed record Stored<T>(string PartitionKey, string RowKey, T Value, ETag Version, string? Stamp);

/// <summary>A row that was read, or what is wrong with it.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="Row">The row; null if it was changed past the app.</param>
/// <param name="Damage">What is wrong with it, English; null if nothing is.</param>
public sealed record RowOrDamage<T>(string PartitionKey, string RowKey, Stored<T>? Row, string? Damage);

/// <summary>A table of typed rows.</summary>
/// <param name="client">The storage's client.</param>
/// <param name="seals">Seals and checks its rows; null if they are not sealed.</param>
public sealed class Table(TableClient client, RowSeals? seals)
{
    /// <summary>The column of <see cref="Stored{T}.Stamp"/>.</summary>
    internal const string StampColumn = "Commit";

    internal TableClient Client => client;

    /// <summary>The row; null if there is none.</summary>
    /// <exception cref="DamagedRowException">It was changed past the app.</exception>
    public async Task<Stored<T>?> FindAsync<T>(
        string partitionKey,
        string rowKey,
        CancellationToken cancellationToken)
    {
        var row = await client.GetEntityIfExistsAsync<TableEntity>(
            partitionKey,
            rowKey,
            cancellationToken: cancellationToken);
        return row.HasValue ? Read<T>(row.Value!) : null;
    }

    /// <summary>Rows in the order of their keys.</summary>
    /// <param name="range">Which.</param>
    /// <param name="pageSize">How many the storage is asked for at a time; as many as it gives if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DamagedRowException">One was changed past the app.</exception>
    public async IAsyncEnumerable<Stored<T>> QueryAsync<T>(
        RowRange range,
        int? pageSize = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in client.QueryAsync<TableEntity>(range.Filter, pageSize, null, cancellationToken))
        {
            yield return Read<T>(row);
        }
    }

    /// <summary>The same for work that must not end at one row that was changed past the app.</summary>
    public async IAsyncEnumerable<RowOrDamage<T>> QueryEachAsync<T>(
        RowRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in client.QueryAsync<TableEntity>(range.Filter, null, null, cancellationToken))
        {
            yield return ReadOrDamage<T>(row);
        }
    }

    /// <summary>The first partition of a range; null if there is none.</summary>
    public async Task<string?> FirstPartitionAsync(RowRange range, CancellationToken cancellationToken)
    {
        var rows = client.QueryAsync<TableEntity>(
            range.Filter,
            maxPerPage: 1,
            [nameof(ITableEntity.PartitionKey)],
            cancellationToken);
        await foreach (var row in rows)
        {
            return row.PartitionKey;
        }

        return null;
    }

    /// <summary>Adds a row; false if its key is used.</summary>
    public async Task<bool> TryAddAsync<T>(
        string partitionKey,
        string rowKey,
        T value,
        CancellationToken cancellationToken)
    {
        try
        {
            await client.AddEntityAsync(ToEntity(partitionKey, rowKey, value), cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Adds a row, or takes the place of the one that has its key.</summary>
    public Task UpsertAsync<T>(string partitionKey, string rowKey, T value, CancellationToken cancellationToken) =>
        client.UpsertEntityAsync(
            ToEntity(partitionKey, rowKey, value),
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The same for rows of one partition, in as few transactions as there can be.</summary>
    public async Task UpsertAllAsync<T>(
        string partitionKey,
        IEnumerable<(string RowKey, T Value)> rows,
        CancellationToken cancellationToken)
    {
        const int MostAtOnce = 100;
        foreach (var batch in rows.Chunk(MostAtOnce))
        {
            var actions = batch.Select(row => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace,
                ToEntity(partitionKey, row.RowKey, row.Value)));
            await client.SubmitTransactionAsync(actions, cancellationToken);
        }
    }

    /// <summary>Changes a row if it still is as it was read.</summary>
    /// <returns>The row as it is now; null if another writer came first.</returns>
    public async Task<Stored<T>?> TryUpdateAsync<T>(Stored<T> row, T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entity = ToEntity(row.PartitionKey, row.RowKey, value, row.Stamp);
        try
        {
            var response = await client.UpdateEntityAsync(
                entity,
                row.Version,
                TableUpdateMode.Replace,
                cancellationToken);
            return row with { Value = value, Version = response.Headers.ETag!.Value };
        }
        catch (RequestFailedException error) when (error.IsConflict())
        {
            return null;
        }
    }

    /// <summary>Deletes a row; one that is gone is as good.</summary>
    public async Task DeleteAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteEntityAsync(partitionKey, rowKey, ETag.All, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
        }
    }

    /// <summary>A row to be written.</summary>
    /// <param name="partitionKey">Its partition.</param>
    /// <param name="rowKey">Its key there.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="stamp">The commit that writes it.</param>
    internal TableEntity ToEntity<T>(string partitionKey, string rowKey, T value, string? stamp = null)
    {
        var row = RowMapper.ToEntity(partitionKey, rowKey, value);
        if (stamp is not null)
        {
            row[StampColumn] = stamp;
        }

        return seals is null ? row : seals.Seal(row);
    }

    /// <summary>A row that was read.</summary>
    /// <exception cref="DamagedRowException">It was changed past the app.</exception>
    internal Stored<T> Read<T>(TableEntity row)
    {
        if (seals?.MismatchOf(row) is { } mismatch)
        {
            throw new DamagedRowException(client.Name, row.PartitionKey, row.RowKey, mismatch);
        }

        try
        {
            var value = RowMapper.FromEntity<T>(row);
            return new(row.PartitionKey, row.RowKey, value, row.ETag, row.GetString(StampColumn));
        }
        catch (JsonException) when (seals is null)
        {
            // A sealed row was written by the app: if that cannot be read, the fault is the app's.
            throw new DamagedRowException(client.Name, row.PartitionKey, row.RowKey, "it cannot be read");
        }
    }

    private RowOrDamage<T> ReadOrDamage<T>(TableEntity row)
    {
        try
        {
            return new(row.PartitionKey, row.RowKey, Read<T>(row), Damage: null);
        }
        catch (DamagedRowException damage)
        {
            return new(row.PartitionKey, row.RowKey, Row: null, damage.Message);
        }
    }
}
