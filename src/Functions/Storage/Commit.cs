using Azure;
using Azure.Data.Tables;
using Billing;

namespace Functions.Storage;

/// <summary>
/// What one decision writes: rows of the state only as they were read (If-Match), rows of history only if their keys
/// are new.
/// </summary>
/// <param name="state">What was decided on.</param>
/// <param name="stamp">Tells the rows of this call from those of another; the same over its attempts.</param>
public sealed class Commit(ClientState state, string stamp)
{
    private readonly List<TableTransactionAction> _actions = [];
    private Account? _account;

    /// <summary>A commit of a call that makes no use of the stamp.</summary>
    public Commit(ClientState state)
        : this(state, NewStamp())
    {
    }

    internal IEnumerable<TableTransactionAction> Actions =>
        _account is null ? _actions : _actions.Prepend(RowOf(RowKeys.Account, _account));

    /// <summary>
    /// A row that tells whether the commit was done: an event if there is one, since no other call writes to it soon.
    /// </summary>
    internal ITableEntity ProofRow =>
        (_actions.Find(action => action.Entity.RowKey.StartsWith(RowKeys.Event(""), StringComparison.Ordinal))
            ?? Actions.First()).Entity;

    /// <summary>A stamp that no other call has.</summary>
    public static string NewStamp() => Guid.NewGuid().ToString("N");

    /// <summary>Whether the row, as it is stored now, was written by this commit.</summary>
    internal bool Wrote(TableEntity row) => row.GetString(Table.StampColumn) == stamp;

    /// <summary>The client as decided.</summary>
    public Commit Save(Client client) => SaveRow(RowKeys.Client, client);

    /// <summary>The account as decided; unchanged, it makes a payment under way decide again.</summary>
    public Commit Save(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        _account = account with { LastEvent = _account?.LastEvent ?? account.LastEvent };
        return this;
    }

    /// <summary>The cabinet as decided.</summary>
    public Commit Save(Cabinet cabinet) => SaveRow(RowKeys.Cabinet, cabinet);

    /// <summary>The counter of log-ins as decided; unchanged, it proves that no other call counted a failure.</summary>
    public Commit Save(LogIns logIns) => SaveRow(RowKeys.LogIns, logIns);

    /// <summary>The subscription as decided.</summary>
    public Commit Save(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return SaveRow(RowKeys.Subscription(subscription.Phone), subscription);
    }

    /// <summary>The subscriptions as decided.</summary>
    public Commit Save(IEnumerable<Subscription> subscriptions)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        return subscriptions.Aggregate(this, (commit, subscription) => commit.Save(subscription));
    }

    /// <summary>The subscription is no more.</summary>
    public Commit Delete(Subscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return DeleteRow(RowKeys.Subscription(subscription.Phone));
    }

    /// <summary>A new order.</summary>
    public Commit Save(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return SaveRow(RowKeys.Order(order.Invoice), order);
    }

    /// <summary>The order waits no more.</summary>
    public Commit Delete(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return DeleteRow(RowKeys.Order(order.Invoice));
    }

    /// <summary>The ledger's next entry.</summary>
    public Commit Add(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Write(RowKeys.Entry(entry.Number), entry, version: null);
    }

    /// <summary>The client's next invoice.</summary>
    public Commit Add(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return Write(RowKeys.Invoice(invoice.Sequence), invoice, version: null);
    }

    /// <summary>An invoice as decided.</summary>
    public Commit Update(Stored<Invoice> stored, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return Write(stored.RowKey, invoice, stored.Version);
    }

    /// <summary>The change of the client's data.</summary>
    public Commit Add(ClientChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Write(RowKeys.Change(change.Number), change, version: null);
    }

    /// <summary>The event that tells of this commit.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="record">What happened.</param>
    /// <param name="tombstone">The tombstone that it takes the place of; null if there is none.</param>
    public Commit Add(string id, EventRecord record, ETag? tombstone = null) =>
        Write(RowKeys.Event(id), record, tombstone);

    /// <summary>
    /// The event that tells of this commit, also to others: with the client's next number, which the account keeps. A
    /// client without an account tells nothing to others.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="record">What happened.</param>
    /// <param name="tombstone">The tombstone that it takes the place of; null if there is none.</param>
    public Commit Tell(string id, EventRecord record, ETag? tombstone = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        if ((_account ?? state.Account) is { } account)
        {
            _account = account with { LastEvent = (account.LastEvent ?? 0) + 1 };
        }

        return Add(id, record with { Sequence = _account?.LastEvent }, tombstone);
    }

    /// <summary>An e-mail with a secret that cannot be made again later.</summary>
    public Commit Add(Email email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return Write(RowKeys.Email(email.Id), email, version: null);
    }

    /// <summary>An e-mail as decided.</summary>
    public Commit Update(Stored<Email> stored, Email email)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return Write(stored.RowKey, email, stored.Version);
    }

    private Commit DeleteRow(string rowKey)
    {
        var row = new TableEntity(state.Id, rowKey);
        _actions.Add(new(TableTransactionActionType.Delete, row, state.VersionOf(rowKey)!.Value));
        return this;
    }

    private Commit SaveRow<T>(string rowKey, T value)
    {
        _actions.Add(RowOf(rowKey, value));
        return this;
    }

    private Commit Write<T>(string rowKey, T value, ETag? version)
    {
        _actions.Add(RowOf(rowKey, value, version));
        return this;
    }

    private TableTransactionAction RowOf<T>(string rowKey, T value) => RowOf(rowKey, value, state.VersionOf(rowKey));

    private TableTransactionAction RowOf<T>(string rowKey, T value, ETag? version)
    {
        var row = state.Table.ToEntity(state.Id, rowKey, value, stamp);
        return version is { } read
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
