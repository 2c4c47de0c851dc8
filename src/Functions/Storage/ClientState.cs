using Azure;
using Azure.Data.Tables;
using Billing;
using Functions.Cabinets;
using Functions.Clients;

namespace Functions.Storage;

/// <summary>All that a command on a client needs, as one range query read it.</summary>
public sealed class ClientState
{
    private readonly Dictionary<string, ETag> _versions = [];
    private readonly Dictionary<string, Connection> _connections = [];

    internal ClientState(string id, IEnumerable<TableEntity> rows)
    {
        Id = id;
        foreach (var row in rows)
        {
            _versions[row.RowKey] = row.ETag;
            switch (row.RowKey)
            {
                case RowKeys.Client:
                    Client = Rows.Client(row);
                    break;
                case RowKeys.Account:
                    Account = Rows.Account(row);
                    break;
                case RowKeys.Cabinet:
                    Cabinet = Rows.Cabinet(row);
                    break;
                default:
                    var connection = Rows.Connection(row);
                    _connections[connection.Phone] = connection;
                    break;
            }
        }
    }

    /// <summary>The partition.</summary>
    public string Id { get; }

    /// <summary>Who he is; null if there is no such client.</summary>
    public ClientRecord? Client { get; }

    /// <summary>His account; null until the cabinet is made.</summary>
    public Account? Account { get; }

    /// <summary>Login and password; null until the cabinet is made.</summary>
    public CabinetRecord? Cabinet { get; }

    /// <summary>His numbers, by number.</summary>
    public IReadOnlyDictionary<string, Connection> Connections => _connections;

    /// <summary>Whether the client is there and may be seen by that widget account.</summary>
    public bool BelongsTo(string widgetAccount) => Client?.WidgetAccount == widgetAccount;

    /// <summary>The number's connection; one that was never paid if there is none.</summary>
    public Connection ConnectionOf(string phone, Tariff tariff) =>
        _connections.GetValueOrDefault(phone) ?? new Connection(phone, tariff.Id, SubscriptionStatus.Unpaid, null);

    /// <summary>The version of a row that was read; null if it was not there.</summary>
    internal ETag? VersionOf(string rowKey) => _versions.TryGetValue(rowKey, out var version) ? version : null;
}
