namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds a row that must not exist.</summary>
    Add = 0,

    /// <summary>Changes properties of a row.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces a row.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes a row that must exist.</summary>
    Delete = 3,

    /// <summary>Changes properties of a row, or adds it.</summary>
    UpsertMerge = 4,

    /// <summary>Replaces a row, or adds it.</summary>
    UpsertReplace = 5,
}
