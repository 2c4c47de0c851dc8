using Azure;
using Azure.Data.Tables;
using Billing;

namespace Functions.Storage;

/// <summary>All that a command on a client needs, as one range query read it.</summary>
public sealed class ClientState
{
    private readonly Dictionary<string, ETag> _versions = [];
    private readonly Dictionary<string, Subscription> _subscriptions = [];
    private readonly List<Order> _orders = [];

    internal ClientState(string id, Table table, IEnumerable<TableEntity> rows)
    {
        (Id, Table) = (id, table);
        foreach (var row in rows)
        {
            _versions[row.RowKey] = row.ETag;
            switch (row.RowKey)
            {
                case RowKeys.Client:
                    Client = table.Read<Client>(row).Value;
                    break;
                case RowKeys.Account:
                    Account = table.Read<Account>(row).Value;
                    break;
                case RowKeys.Cabinet:
                    Cabinet = table.Read<Cabinet>(row).Value;
                    break;
                case RowKeys.LogIns:
                    LogIns = table.Read<LogIns>(row).Value;
                    break;
                case var key when key.StartsWith(RowKeys.OrderPrefix, StringComparison.Ordinal):
                    _orders.Add(table.Read<Order>(row).Value);
                    break;
                default:
                    var subscription = table.Read<Subscription>(row).Value;
                    _subscriptions[subscription.Phone] = subscription;
                    break;
            }
        }

        // One commit makes account and cabinet of a client.
        if ((Account is not null || Cabinet is not null) && MissingRow is { } missing)
        {
            throw new DamagedRowException(table.Client.Name, id, missing, "it is missing");
        }
    }

    /// <summary>The client's id, which is the partition.</summary>
    public string Id { get; }

    /// <summary>Null if there is no such client.</summary>
    public Client? Client { get; }

    /// <summary>Null until the cabinet is made.</summary>
    public Account? Account { get; }

    /// <summary>Null until it is made.</summary>
    public Cabinet? Cabinet { get; }

    /// <summary>Wrong passwords at log-ins.</summary>
    public LogIns LogIns { get; } = new(Lockout.None);

    /// <summary>By phone number, those included that the customer took off the list.</summary>
    public IReadOnlyDictionary<string, Subscription> Subscriptions => _subscriptions;

    /// <summary>Those on the list, and those that were taken off it and have not ended yet.</summary>
    public IEnumerable<Subscription> ListedSubscriptions => _subscriptions.Values.Where(subscription =>
        subscription.RemovedAt is null || subscription.Status == SubscriptionStatus.Paid);

    /// <summary>Orders that wait for money, oldest first.</summary>
    public IReadOnlyList<Order> Orders => _orders;

    internal Table Table { get; }

    private string? MissingRow => this switch
    {
        { Client: null } => RowKeys.Client,
        { Account: null } => RowKeys.Account,
        { Cabinet: null } => RowKeys.Cabinet,
        _ => null,
    };

    /// <summary>Whether the client is there and may be seen by that widget account.</summary>
    public bool BelongsTo(string widgetAccount) => Client?.WidgetAccount == widgetAccount;

    /// <summary>The number's subscription; one that was never paid for if there is none.</summary>
    public Subscription SubscriptionOf(string phone, Tariff tariff)
    {
        ArgumentNullException.ThrowIfNull(tariff);
        return _subscriptions.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, tariff.Id);
    }

    /// <summary>The version of a row that was read; null if it was not there.</summary>
    internal ETag? VersionOf(string rowKey) => _versions.TryGetValue(rowKey, out var version) ? version : null;
}
