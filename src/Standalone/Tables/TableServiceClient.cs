using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of a storage account.</summary>
public class TableServiceClient
{
    private readonly TableRequests _requests;

    /// <summary>A client by a storage account's connection string.</summary>
    /// <inheritdoc cref="StorageAccount.Parse(string)"/>
    public TableServiceClient(string connectionString) : this(connectionString, null)
    {
    }

    /// <summary>A client by a storage account's connection string.</summary>
    /// <inheritdoc cref="StorageAccount.Parse(string)"/>
    public TableServiceClient(string connectionString, TableClientOptions options = null) : this(StorageAccount.Parse(connectionString), options)
    {
    }

    /// <summary>A client that shows tokens of Microsoft Entra ID.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(new StorageAccount(NotNull(endpoint), new BearerTokenAuthenticationPolicy(NotNull(tokenCredential), "https://storage.azure.com/.default")), options)
    {
    }

    /// <summary>For overriding in tests.</summary>
    protected TableServiceClient()
    {
    }

    private TableServiceClient(StorageAccount account, TableClientOptions options) =>
        _requests = new TableRequests(account.Endpoint, account.Authentication, options);

    /// <summary>The account's name.</summary>
    public virtual string AccountName => StorageAccount.NameOf(Uri);

    /// <summary>Where the tables are.</summary>
    public virtual Uri Uri => _requests.Endpoint;

    /// <summary>A client of one table, whether or not it is there.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(NotNull(tableName), this, _requests);

    /// <summary>Makes a table.</summary>
    /// <exception cref="RequestFailedException">It is there already (409), or the service could not.</exception>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        CreateAsync(NotNull(tableName), accepted: 0, cancellationToken);

    /// <summary>Makes a table, or answers with status 409 if it is there already.</summary>
    /// <exception cref="RequestFailedException">A table of that name is being deleted, or the service could not.</exception>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        var created = await CreateAsync(NotNull(tableName), accepted: 409, cancellationToken).ConfigureAwait(false);
        if (created.GetRawResponse().IsError)
        {
            var refusal = new RequestFailedException(created.GetRawResponse());
            return refusal.ErrorCode == TableErrorCode.TableBeingDeleted ? throw refusal : created;
        }

        return created;
    }

    /// <summary>Deletes a table with its rows, or answers with status 404 if there is none.</summary>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        _requests.SendAsync(RequestMethod.Delete, $"/Tables('{NotNull(tableName)}')", [HttpHeader.Common.JsonAccept], null, cancellationToken, accepted: 404);

    /// <summary>The account's tables.</summary>
    /// <param name="filter">OData; null means all.</param>
    /// <param name="maxPerPage">How many a page holds at most.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
    {
        return new ContinuedPages<TableItem>(FetchAsync, maxPerPage, cancellationToken);

        async Task<Page<TableItem>> FetchAsync(string next, int? size)
        {
            var query = new[] { ("$top", size?.ToString(CultureInfo.InvariantCulture)), ("$filter", filter), ("NextTableName", string.IsNullOrEmpty(next) ? null : next) };
            var response = await _requests.GetAsync("/Tables", query, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var tables = document.RootElement.GetProperty("value").EnumerateArray().Select(table => new TableItem(table.GetProperty("TableName").GetString()));
            return Page<TableItem>.FromValues([.. tables], response.Headers.TryGetValue("x-ms-continuation-NextTableName", out var token) ? token : null, response);
        }
    }

    private static T NotNull<T>(T value, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(value))] string name = null) where T : class =>
        value ?? throw new ArgumentNullException(name);

    private async Task<Response<TableItem>> CreateAsync(string table, int accepted, CancellationToken stop)
    {
        HttpHeader[] headers = [TableRequests.AcceptJson, new("Prefer", "return-no-content"), new("Content-Type", "application/json;odata=nometadata")];
        var content = RequestContent.Create(BinaryData.FromObjectAsJson(new { TableName = table }));
        var response = await _requests.SendAsync(RequestMethod.Post, "/Tables" + TableRequests.Format, headers, content, stop, accepted).ConfigureAwait(false);
        return Response.FromValue(new TableItem(table), response);
    }
}
