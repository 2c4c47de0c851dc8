using Billing;

namespace Functions.Storage;

/// <summary>The login of a number, or the next one.</summary>
public sealed record NextLogin(string Number, string ClientId);

/// <summary>The unique keys that lead to a client.</summary>
public sealed class Lookups(Tables tables, TimeProvider time)
{
    /// <summary>Accounts stand together, so that they can be walked through.</summary>
    internal const string Accounts = "account";

    private const string Logins = "login";

    private const string RowKey = "client";

    // Far more than an accountant looks after.
    private const int MostTogether = 100;

    // The character after the nine.
    private const string AfterDigits = ":";

    /// <summary>Takes an account number for a client; false if another client has it.</summary>
    public async Task<bool> TryTakeAccountAsync(string number, string clientId, CancellationToken cancellationToken) =>
        await TakeAsync(AccountPartition(number), RowKey, clientId, cancellationToken) == clientId;

    /// <summary>The client of an account; null if there is none.</summary>
    public async Task<string?> FindAccountAsync(string number, CancellationToken cancellationToken) =>
        (await tables.Lookups.FindAsync<ClientLookup>(AccountPartition(number), RowKey, cancellationToken))
            ?.Value.ClientId;

    /// <summary>Takes a login's number for a client; false if another client has it.</summary>
    public async Task<bool> TryTakeLoginAsync(string number, string clientId, CancellationToken cancellationToken) =>
        await TakeAsync(LoginPartition(number), RowKey, clientId, cancellationToken) == clientId;

    /// <summary>The client of a login; null if there is none.</summary>
    public async Task<string?> FindLoginAsync(string number, CancellationToken cancellationToken) =>
        (await tables.Lookups.FindAsync<ClientLookup>(LoginPartition(number), RowKey, cancellationToken))
            ?.Value.ClientId;

    /// <summary>
    /// The first login from a number on: one row of one query whether or not there is that number, so that neither what
    /// is asked of the storage nor its answer tells it to somebody who may not know.
    /// </summary>
    /// <returns>Null if the number is past them all.</returns>
    public async Task<NextLogin?> FindNextLoginAsync(string number, CancellationToken cancellationToken)
    {
        var range = RowRange.PartitionsFrom(LoginPartition(number), LoginPartition(AfterDigits));
        await foreach (var row in tables.Lookups.QueryAsync<ClientLookup>(range, pageSize: 1, cancellationToken))
        {
            return new(row.PartitionKey[(Logins.Length + 1)..], row.Value.ClientId);
        }

        return null;
    }

    /// <summary>Lets a client be found by its e-mail address; several may have the same.</summary>
    /// <param name="addressKey">See <see cref="AddressKey"/>.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAddressAsync(string addressKey, string clientId, CancellationToken cancellationToken) =>
        TakeAsync(AddressPartition(addressKey), clientId, clientId, cancellationToken);

    /// <summary>The client, if it can be found by the address.</summary>
    public async Task<string?> FindAddressAsync(
        string addressKey,
        string clientId,
        CancellationToken cancellationToken) =>
        (await tables.Lookups.FindAsync<ClientLookup>(AddressPartition(addressKey), clientId, cancellationToken))
            ?.Value.ClientId;

    /// <summary>Clients that have, or had, an e-mail address; a hundred at most.</summary>
    public async Task<IReadOnlyList<string>> OfAddressAsync(string addressKey, CancellationToken cancellationToken) =>
        await ClientsOfAsync(AddressPartition(addressKey), cancellationToken);

    /// <summary>Lets a client be found by its ИНН; several may have the same.</summary>
    public Task AddInnAsync(string inn, string clientId, CancellationToken cancellationToken) =>
        TakeAsync(InnPartition(inn), clientId, clientId, cancellationToken);

    /// <summary>Clients of an ИНН; a hundred at most.</summary>
    public Task<List<string>> OfInnAsync(string inn, CancellationToken cancellationToken) =>
        ClientsOfAsync(InnPartition(inn), cancellationToken);

    /// <summary>Stands for an e-mail address in keys and messages, which hold no personal data.</summary>
    public static string AddressKey(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return HashedText.Key(address.ToLowerInvariant());
    }

    /// <summary>
    /// Takes the requisites of a widget account for a client: it has one client of an ИНН and КПП.
    /// </summary>
    /// <returns>The client that has them: the one given, or an earlier one.</returns>
    public Task<string> TakeRequisitesAsync(
        string widgetAccount,
        Requisites requisites,
        string clientId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requisites);
        return TakeAsync(
            WidgetPartition(widgetAccount),
            RequisitesKey(requisites),
            clientId,
            cancellationToken);
    }

    /// <summary>The client that has the requisites; null if none has.</summary>
    public async Task<string?> FindRequisitesAsync(
        string widgetAccount,
        Requisites requisites,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requisites);
        var row = await tables.Lookups.FindAsync<ClientLookup>(
            WidgetPartition(widgetAccount),
            RequisitesKey(requisites),
            cancellationToken);
        return row?.Value.ClientId;
    }

    /// <summary>
    /// Takes a bank's id of a movement for a client. It is unique over all accounts: the first to take it has it.
    /// </summary>
    /// <returns>Whether it is this client's.</returns>
    public async Task<bool> TryTakeMovementAsync(
        string externalId,
        string clientId,
        CancellationToken cancellationToken) =>
        await TakeAsync(MovementPartition(externalId), RowKey, clientId, cancellationToken) == clientId;

    /// <summary>The client that has a movement; null if none has.</summary>
    public async Task<string?> FindMovementAsync(string externalId, CancellationToken cancellationToken) =>
        (await tables.Lookups.FindAsync<ClientLookup>(MovementPartition(externalId), RowKey, cancellationToken))
            ?.Value.ClientId;

    /// <summary>The clients of a widget account, newest first; a page of the storage, a thousand, at most.</summary>
    public async Task<IReadOnlyList<ClientLookup>> ListAsync(
        string widgetAccount,
        CancellationToken cancellationToken)
    {
        const int Most = 1000;
        var clients = new List<ClientLookup>();
        var range = RowRange.Partition(WidgetPartition(widgetAccount));
        await foreach (var row in tables.Lookups.QueryAsync<ClientLookup>(range, Most, cancellationToken))
        {
            clients.Add(row.Value);
            if (clients.Count == Most)
            {
                break;
            }
        }

        return [.. clients.OrderByDescending(client => client.CreatedAt)];
    }

    /// <summary>The look-ups of the accounts whose numbers begin with these digits.</summary>
    public IAsyncEnumerable<RowOrDamage<ClientLookup>> AccountsAsync(
        string digits,
        CancellationToken cancellationToken) =>
        tables.Lookups.QueryEachAsync<ClientLookup>(
            RowRange.Partitions(AccountPartition(digits), AccountPartition(digits + AfterDigits)),
            cancellationToken);

    /// <summary>The account number of a look-up.</summary>
    public static string AccountNumberOf(string partitionKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        return partitionKey[(Accounts.Length + 1)..];
    }

    private async Task<List<string>> ClientsOfAsync(string partitionKey, CancellationToken cancellationToken) =>
        await tables.Lookups.QueryAsync<ClientLookup>(RowRange.Partition(partitionKey), MostTogether, cancellationToken)
            .Take(MostTogether)
            .Select(row => row.Value.ClientId)
            .ToListAsync(cancellationToken);

    private async Task<string> TakeAsync(
        string partitionKey,
        string rowKey,
        string clientId,
        CancellationToken cancellationToken)
    {
        var lookup = new ClientLookup(clientId, time.GetUtcNow());
        return await tables.Lookups.TryAddAsync(partitionKey, rowKey, lookup, cancellationToken)
            ? clientId
            : (await tables.Lookups.FindAsync<ClientLookup>(partitionKey, rowKey, cancellationToken))!.Value.ClientId;
    }

    private static string AccountPartition(string number) => $"{Accounts}-{number}";

    private static string LoginPartition(string number) => $"{Logins}-{number}";

    private static string InnPartition(string inn) => $"inn-{inn}";

    private static string AddressPartition(string addressKey) => $"address-{addressKey}";

    // Hashed: a widget account may be any text.
    private static string WidgetPartition(string widgetAccount) => $"widget-{HashedText.Key(widgetAccount)}";

    private static string MovementPartition(string externalId) => $"movement-{HashedText.Key(externalId)}";

    private static string RequisitesKey(Requisites requisites) =>
        HashedText.Key(requisites.Inn, requisites.Kpp ?? "");
}
