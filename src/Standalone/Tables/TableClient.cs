using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

#pragma warning disable CA1716 // Parameters are named as in the real package.
/// <summary>The rows of one table.</summary>
public class TableClient
{
    private const string NextPartitionKey = "NextPartitionKey";
    private const string NextRowKey = "NextRowKey";

    private readonly TableServiceClient _service;
    private readonly TableRequests _requests;

    /// <summary>For overriding in tests.</summary>
    protected TableClient()
    {
    }

    internal TableClient(string name, TableServiceClient service, TableRequests requests) => (Name, _service, _requests) = (name, service, requests);

    /// <summary>The table's name.</summary>
    public virtual string Name { get; }

    /// <summary>The account's name.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>Where the table is.</summary>
    public virtual Uri Uri => new(_requests.AddressOf($"/{Name}"));

    /// <summary>A filter out of a text with values in it, which are quoted and escaped.</summary>
    /// <exception cref="ArgumentException">A value is of a type that filters have not.</exception>
    public static string CreateQueryFilter(FormattableString filter) => ODataFilter.Create(filter);

    /// <inheritdoc cref="TableServiceClient.CreateTableAsync"/>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        _service.CreateTableAsync(Name, cancellationToken);

    /// <inheritdoc cref="TableServiceClient.CreateTableIfNotExistsAsync"/>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        _service.CreateTableIfNotExistsAsync(Name, cancellationToken);

    /// <inheritdoc cref="TableServiceClient.DeleteTableAsync"/>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _service.DeleteTableAsync(Name, cancellationToken);

    /// <summary>Adds a row.</summary>
    /// <exception cref="RequestFailedException">It is there already (409), or the service could not.</exception>
    /// <exception cref="NotSupportedException">A property is of a type that the service has not.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity =>
        await _requests.SendAsync(EntityOperation.Add(Name, Keyed(entity)), cancellationToken).ConfigureAwait(false);

    /// <summary>Changes a row that is there.</summary>
    /// <param name="entity">The row as it is to be.</param>
    /// <param name="ifMatch">The version that it must have; <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What happens to properties that are not given.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made all the same.</param>
    /// <exception cref="RequestFailedException">It has another version (412) or is not there (404), or the service could not.</exception>
    /// <exception cref="NotSupportedException">A property is of a type that the service has not.</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity =>
        ifMatch == default
            ? throw new ArgumentException("Value cannot be empty.", nameof(ifMatch))
            : await _requests.SendAsync(EntityOperation.Update(Name, Keyed(entity), mode, ifMatch), cancellationToken).ConfigureAwait(false);

    /// <summary>Changes a row, or adds it where it is missing.</summary>
    /// <exception cref="RequestFailedException">The service could not.</exception>
    /// <exception cref="NotSupportedException">A property is of a type that the service has not.</exception>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity =>
        await _requests.SendAsync(EntityOperation.Update(Name, Keyed(entity), mode), cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes a row, or answers with status 404 if there is none.</summary>
    /// <exception cref="RequestFailedException">It has another version (412), or the service could not.</exception>
    public virtual async Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return await DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a row, or answers with status 404 if there is none.</summary>
    /// <exception cref="RequestFailedException">It has another version (412), or the service could not.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return await _requests.SendAsync(EntityOperation.Delete(Name, partitionKey, rowKey, ifMatch), cancellationToken, accepted: 404).ConfigureAwait(false);
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="RequestFailedException">It is not there (404), or the service could not.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, accepted: 0, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(Read<T>(response), response);
    }

    /// <summary>Reads a row, or answers without a value if it, or the table, is not there.</summary>
    /// <exception cref="RequestFailedException">The service could not.</exception>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await GetAsync(partitionKey, rowKey, select, accepted: 404, cancellationToken).ConfigureAwait(false);
        return response.IsError ? new NoValueResponse<T>(response) : Response.FromValue(Read<T>(response), response);
    }

    /// <summary>Reads rows, page by page, sorted by their keys.</summary>
    /// <param name="filter">OData; null means all.</param>
    /// <param name="maxPerPage">How many a page holds at most; the service allows 1000, and may give fewer and even none before the end.</param>
    /// <param name="select">Names of the properties to read; null means all.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        return new ContinuedPages<T>(FetchAsync, maxPerPage, cancellationToken);

        async Task<Page<T>> FetchAsync(string next, int? size)
        {
            // A continuation token is both keys with a space between, which they have not: they come encoded.
            var keys = next is { Length: > 1 } ? next.Split(' ', 2) : [string.Empty];
            var query = new[]
            {
                ("$top", size?.ToString(CultureInfo.InvariantCulture)),
                ("$select", Joined(select)),
                ("$filter", filter),
                (NextPartitionKey, Given(keys[0])),
                (NextRowKey, Given(keys.ElementAtOrDefault(1))),
            };
            var response = await _requests.GetAsync($"/{Name}()", query, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var rows = document.RootElement.GetProperty("value").EnumerateArray().Select(EntityReader.Read<T>);
            return Page<T>.FromValues([.. rows], Continuation(response), response);
        }
    }

    /// <summary>Makes changes of one partition, all or none.</summary>
    /// <param name="transactionActions">At most 100, each of another row, together under 4 MiB.</param>
    /// <param name="cancellationToken">Gives up; the changes may have been made all the same.</param>
    /// <exception cref="TableTransactionFailedException">One was refused.</exception>
    /// <exception cref="RequestFailedException">The whole was refused, or the service was not to be reached.</exception>
    /// <exception cref="InvalidOperationException">There are no changes.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var operations = transactionActions.Select(action => EntityOperation.Of(Name, action)).ToList();
        return operations.Count == 0
            ? throw new InvalidOperationException("The batch contains no entity operations.")
            : await TransactionRequest.SendAsync(_requests, operations, cancellationToken).ConfigureAwait(false);
    }

    private static ITableEntity Keyed(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
        return entity;
    }

    private static T Read<T>(Response response) where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return EntityReader.Read<T>(document.RootElement);
    }

    private static string Continuation(Response response)
    {
        var more = response.Headers.TryGetValue($"x-ms-continuation-{NextPartitionKey}", out var partitionKey);
        more |= response.Headers.TryGetValue($"x-ms-continuation-{NextRowKey}", out var rowKey);
        return more ? $"{partitionKey} {rowKey}" : null;
    }

    private static string Joined(IEnumerable<string> select) => select is null ? null : string.Join(',', select);

    private static string Given(string key) => string.IsNullOrEmpty(key) ? null : key;

    private Task<Response> GetAsync(string partitionKey, string rowKey, IEnumerable<string> select, int accepted, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _requests.GetAsync(EntityOperation.KeyPath(Name, partitionKey, rowKey), [("$select", Joined(select))], stop, accepted);
    }
}
