namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An action under no condition. An update without one adds the row where it is missing, as an upsert does.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity) : this(actionType, entity, default)
    {
    }

    /// <summary>An action under the condition that the row still has this version; upserts and additions take no notice of it.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default) =>
        (ActionType, Entity, ETag) = (actionType, entity, etag);

    /// <summary>What it does.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The row, or for a deletion its key.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The version that the row must have.</summary>
    public ETag ETag { get; }
}
