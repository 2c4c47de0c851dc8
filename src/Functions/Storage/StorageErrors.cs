using Azure;

namespace Functions.Storage;

/// <summary>What a refusal of Azure's storage means to a write that was prepared on rows read before.</summary>
internal static class StorageErrors
{
    /// <summary>
    /// Another writer came first (409, 412), or a row that was read is gone (404): read and decide again.
    /// </summary>
    public static bool IsConflict(this Exception error) =>
        error is RequestFailedException { Status: 404 or 409 or 412 };

    /// <summary>No answer, or one that leaves open whether the write happened: read back, never guess.</summary>
    public static bool IsAmbiguous(this Exception error) =>
        error is RequestFailedException { Status: 0 or >= 500 } or AggregateException && error.IsOfService();

    /// <summary>
    /// A service refuses or cannot be reached. Azure's clients report several tries without an answer as one
    /// AggregateException.
    /// </summary>
    public static bool IsOfService(this Exception error) =>
        error is RequestFailedException
        || (error is AggregateException tries && tries.InnerExceptions.All(IsNoAnswer));

    private static bool IsNoAnswer(Exception error) =>
        error is RequestFailedException or IOException or OperationCanceledException;
}

/// <summary>
/// The client's state kept changing, or the storage kept failing, while a command was decided; nothing was written.
/// The caller may repeat it.
/// </summary>
public sealed class BusyException(string reason = "The client's state kept changing while the command was decided.")
    : Exception(reason);

/// <summary>A stored row was changed past the app: nothing may be decided on it.</summary>
/// <param name="table">The table.</param>
/// <param name="partitionKey">The row's partition.</param>
/// <param name="rowKey">The row. Keys can hold phone numbers: they stay out of the message.</param>
/// <param name="reason">What is wrong with it, English.</param>
public sealed class DamagedRowException(string table, string partitionKey, string rowKey, string reason)
    : Exception($"A row of {table} was changed past the app: {reason}.")
{
    /// <summary>The row's partition; in Clients, the client.</summary>
    public string PartitionKey { get; } = partitionKey;

    /// <summary>The row.</summary>
    public string RowKey { get; } = rowKey;
}
