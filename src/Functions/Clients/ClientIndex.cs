using Azure.Data.Tables;
using Billing;
using Functions.Storage;

namespace Functions.Clients;

/// <summary>The unique keys that lead to a client.</summary>
internal static class ClientIndex
{
    /// <summary>Accounts stand together, so that a sweep can go through them.</summary>
    public const string AccountFrom = "account-";

    public const string AccountTo = "account.";

    private const string RowKey = "client";

    /// <summary>A widget account has one client of an ИНН and КПП. Hashed: a widget account may be any text.</summary>
    public static TableEntity OfRequisites(string widgetAccount, Requisites requisites, string clientId, DateTimeOffset now) =>
        new(WidgetAccount(widgetAccount), RowKeys.Hash($"{requisites.Inn}\n{requisites.Kpp}")) { ["ClientId"] = clientId, ["SubmittedAt"] = now };

    /// <summary>The clients of a widget account and when each was submitted, newest first; a thousand of them at most, a page of the storage.</summary>
    public static async Task<IReadOnlyList<(string ClientId, DateTimeOffset SubmittedAt)>> ListAsync(Tables tables, string widgetAccount, CancellationToken stop)
    {
        var query = tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {WidgetAccount(widgetAccount)}"), cancellationToken: stop);
        await foreach (var page in query.AsPages().WithCancellation(stop))
        {
            return [.. page.Values.Select(row => (ClientId: row.ClientId(), SubmittedAt: row.GetDateTimeOffset("SubmittedAt")!.Value)).OrderByDescending(client => client.SubmittedAt)];
        }

        return [];
    }

    /// <summary>The account number; the login follows from it.</summary>
    public static TableEntity OfAccount(string accountNumber, string clientId) => Of(AccountFrom + accountNumber, clientId);

    /// <summary>The client of an account, or null.</summary>
    public static async Task<string?> FindAccountAsync(Tables tables, string accountNumber, CancellationToken stop) =>
        (await tables.Index.FindAsync(AccountFrom + accountNumber, RowKey, stop))?.ClientId();

    public static string ClientId(this TableEntity row) => row.GetString("ClientId");

    /// <summary>The status in answers.</summary>
    public static string Code(this ClientStatus status) => status switch
    {
        ClientStatus.Submitted => "submitted",
        ClientStatus.CabinetCreated => "cabinet-created",
        ClientStatus.CredentialsSent => "credentials-sent",
        _ => "failed",
    };

    private static string WidgetAccount(string widgetAccount) => "widget-" + RowKeys.Hash(widgetAccount);

    private static TableEntity Of(string partitionKey, string clientId) => new(partitionKey, RowKey) { ["ClientId"] = clientId };
}
