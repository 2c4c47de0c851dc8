namespace Azure.Data.Tables;

/// <summary>What happens to properties that a row has and the change does not.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
