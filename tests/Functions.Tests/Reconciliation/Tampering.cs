using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Billing;

namespace Functions.Tests.Reconciliation;

/// <summary>Changes rows past the functions, and can put them back.</summary>
/// <param name="rows">The storage.</param>
/// <param name="customer">Whose rows are changed.</param>
/// <param name="other">Another client, from whom rows are copied.</param>
internal sealed class Tampering(StoredRows rows, Customer customer, Customer other)
{
    private readonly Dictionary<(string Table, string Partition, string Row), TableEntity?> _before = [];
    private Dictionary<string, TableEntity> _earlier = [];

    public Customer Customer => customer;

    /// <summary>The customer's row key of an entry.</summary>
    public static string Entry(long number) => $"entry-{long.MaxValue - number:D19}";

    public static string Subscription(string phone) => $"state-subscription-{phone.TrimStart('+')}";

    /// <summary>Keeps the customer's rows as they are now, for <see cref="PutBackAsync"/>.</summary>
    public async Task RememberAsync() => _earlier = await rows.OfAsync(customer.ClientId);

    /// <summary>Puts an earlier version of a row back, seal included.</summary>
    public Task PutBackAsync(string rowKey) => WriteAsync("Clients", _earlier[rowKey]);

    public Task<TableEntity> ReadAsync(string rowKey) => ReadAsync("Clients", customer.ClientId, rowKey);

    public Task SetAsync(string rowKey, string column, object? value) =>
        SetAsync("Clients", customer.ClientId, rowKey, column, value);

    public Task DeleteAsync(string rowKey) => DeleteAsync("Clients", customer.ClientId, rowKey);

    /// <summary>Changes a column to another value of its type.</summary>
    public async Task ChangeAsync(string rowKey, string column)
    {
        var row = await ReadAsync(rowKey);
        await SetAsync(rowKey, column, row[column] switch
        {
            long number => number + 1,
            bool flag => !flag,
            string { Length: > 0 } text => text[..^1] + (text[^1] == '0' ? '1' : '0'),
            var value => throw new InvalidOperationException($"{column} is {value ?? "missing"}."),
        });
    }

    /// <summary>Changes a value inside a column of JSON.</summary>
    public async Task ChangeJsonAsync(string rowKey, string column, string path, JsonNode value)
    {
        var json = JsonNode.Parse((string)(await ReadAsync(rowKey))[column])!.AsObject();
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(json, (node, step) => node[step]!.AsObject());
        Assert.True(parent.ContainsKey(steps[^1]), $"There is no {path} in {json}.");
        parent[steps[^1]] = value;
        await SetAsync(rowKey, column, json.ToJsonString());
    }

    /// <summary>Copies a row of the customer, or of another client.</summary>
    public async Task CopyAsync(string rowKey, string copy, bool fromOther = false)
    {
        var owner = fromOther ? other : customer;
        var row = await ReadAsync("Clients", owner.ClientId, rowKey);
        (row.PartitionKey, row.RowKey) = (customer.ClientId, copy);
        await WriteAsync("Clients", row);
    }

    public async Task SwapAsync(string one, string another)
    {
        var (first, second) = (await ReadAsync(one), await ReadAsync(another));
        (first.RowKey, second.RowKey) = (another, one);
        await WriteAsync("Clients", first);
        await WriteAsync("Clients", second);
    }

    /// <summary>The row key of the event that booked an entry.</summary>
    public async Task<string> EventOfAsync(long number) => "event-" + (await ReadAsync(Entry(number)))["EventId"];

    /// <summary>The customer's newest checkpoint: rows stand newest first.</summary>
    public async Task ChangeCheckpointAsync(string column, object value) =>
        await SetAsync("Reconciliation", customer.ClientId, await FirstAsync("checkpoint-"), column, value);

    /// <summary>A look-up of the customer is deleted, or made to lead to the other client.</summary>
    public async Task ChangeLookupAsync(string kind, bool isDeleted)
    {
        var (partition, row) = kind switch
        {
            "account" => ("account-" + customer.AccountNumber, "client"),
            "login" => ("login-" + Billing.Logins.NumberOf(customer.Login), "client"),
            "address" => ("address-" + Storage.Lookups.AddressKey(customer.Email), customer.ClientId),
            "requisites" => (
                "widget-" + HashedText.Key(customer.Account),
                HashedText.Key("7725088527", "772501001")),
            _ => ("movement-" + HashedText.Key(await ExternalIdAsync()), "client"),
        };
        await (isDeleted
            ? DeleteAsync("Lookups", partition, row)
            : SetAsync("Lookups", partition, row, "ClientId", other.ClientId));
    }

    public async Task SetAsync(string table, string partition, string rowKey, string column, object? value)
    {
        var row = await ReadAsync(table, partition, rowKey);
        row[column] = value;
        await WriteAsync(table, row);
    }

    public async Task DeleteAsync(string table, string partition, string rowKey)
    {
        await KeepAsync(table, partition, rowKey);
        await rows.Table(table).DeleteEntityAsync(partition, rowKey, ETag.All, CancellationToken);
    }

    /// <summary>Everything is as it was before.</summary>
    public async Task UndoAsync()
    {
        foreach (var ((table, partition, rowKey), row) in _before)
        {
            await (row is null
                ? rows.Table(table).DeleteEntityAsync(partition, rowKey, ETag.All, CancellationToken)
                : rows.Table(table).UpsertEntityAsync(row, TableUpdateMode.Replace, CancellationToken));
        }
    }

    private async Task WriteAsync(string table, TableEntity row)
    {
        await KeepAsync(table, row.PartitionKey, row.RowKey);
        await rows.Table(table).UpsertEntityAsync(row, TableUpdateMode.Replace, CancellationToken);
    }

    private async Task KeepAsync(string table, string partition, string rowKey)
    {
        var row = await rows.Table(table).GetEntityIfExistsAsync<TableEntity>(
            partition,
            rowKey,
            cancellationToken: CancellationToken);
        _before.TryAdd((table, partition, rowKey), row.HasValue ? row.Value : null);
    }

    private async Task<TableEntity> ReadAsync(string table, string partition, string rowKey) =>
        (await rows.Table(table).GetEntityAsync<TableEntity>(
            partition,
            rowKey,
            cancellationToken: CancellationToken)).Value;

    private async Task<string> ExternalIdAsync() =>
        (string)JsonNode.Parse((string)(await ReadAsync(Entry(1)))["Details"])!["ExternalId"]!;

    private async Task<string> FirstAsync(string prefix)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {customer.ClientId} and RowKey gt {prefix} and RowKey lt {prefix + "~"}");
        var found = rows.Table("Reconciliation").QueryAsync<TableEntity>(filter, cancellationToken: CancellationToken);
        return await found.Select(row => row.RowKey).FirstAsync(CancellationToken);
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
}
