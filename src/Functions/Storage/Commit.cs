using Azure;
using Azure.Data.Tables;
using Billing;
using Functions.Cabinets;
using Functions.Clients;

namespace Functions.Storage;

/// <summary>What one decision writes: rows of the state only as they were read (If-Match), rows of history only if their keys are new.</summary>
public sealed class Commit(ClientState state)
{
    private const string StampName = "Commit";

    private readonly List<TableTransactionAction> _actions = [];
    private readonly string _stamp = Guid.NewGuid().ToString("N");

    internal IEnumerable<TableTransactionAction> Actions => _actions;

    /// <summary>A row that tells whether the commit was done: a new one if there is one, since nobody else writes to it for a while.</summary>
    internal ITableEntity Witness => (_actions.Find(action => action.ActionType == TableTransactionActionType.Add) ?? _actions[0]).Entity;

    /// <summary>Whether the row, as it is stored now, was written by this commit.</summary>
    internal bool Wrote(TableEntity? row) => row?.GetString(StampName) == _stamp;

    /// <summary>The client as decided.</summary>
    public Commit Save(ClientRecord client) => SaveRow(Rows.Of(state.Id, client));

    /// <summary>The account as decided.</summary>
    public Commit Save(Account account) => SaveRow(Rows.Of(state.Id, account));

    /// <summary>The cabinet as decided; saved unchanged, it only proves that nobody else changed it.</summary>
    public Commit Save(CabinetRecord cabinet) => SaveRow(Rows.Of(state.Id, cabinet));

    /// <summary>The connection as decided.</summary>
    public Commit Save(Connection connection) => SaveRow(Rows.Of(state.Id, connection));

    /// <summary>The ledger's next entry.</summary>
    public Commit Add(Entry entry) => AddRow(History.Of(state.Id, entry));

    /// <summary>The payment, under its id and under its idempotency key.</summary>
    public Commit Add(Payment payment) => AddRow(History.Of(state.Id, RowKeys.Payment(payment.Id), payment)).AddRow(History.Of(state.Id, RowKeys.PaymentKey(payment.Key), payment));

    /// <summary>The top-up, under its external id.</summary>
    public Commit Add(TopUp topUp) => AddRow(History.Of(state.Id, topUp));

    /// <summary>The letter that follows.</summary>
    public Commit Add(LetterRow letter) => AddRow(letter.ToEntity(state.Id));

    /// <summary>The letter as it stands now, if it is still as it was read.</summary>
    public Commit Update(LetterRow letter, ETag version) =>
        Write(letter.ToEntity(state.Id), version);

    private Commit AddRow(TableEntity row) => Write(row, version: null);

    private Commit SaveRow(TableEntity row) => Write(row, state.VersionOf(row.RowKey));

    private Commit Write(TableEntity row, ETag? version)
    {
        row[StampName] = _stamp;
        _actions.Add(version is { } read
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read)
            : new TableTransactionAction(TableTransactionActionType.Add, row));
        return this;
    }
}
