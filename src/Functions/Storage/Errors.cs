using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>What a refusal of Table Storage means to a write that was prepared on rows read before.</summary>
internal static class Errors
{
    /// <summary>Somebody else wrote first (409, 412), or a row that was read is gone (404): read again and decide again.</summary>
    public static bool IsConflict(this Exception error) => error is RequestFailedException { Status: 404 or 409 or 412 };

    /// <summary>No answer, or one that leaves open whether the write happened: read back, never guess.</summary>
    public static bool IsAmbiguous(this Exception error) => error is RequestFailedException { Status: 0 or >= 500 } or AggregateException && error.IsOfService();

    /// <summary>A service refuses or cannot be reached. The clients tell several tries without an answer as one AggregateException.</summary>
    public static bool IsOfService(this Exception error) =>
        error is RequestFailedException || (error is AggregateException tries && tries.InnerExceptions.All(IsNoAnswer));

    /// <summary>A stored row lacks a value, or has one of another kind: somebody changed it past the app. A text that is gone is read as null, which shows where it is used.</summary>
    public static bool IsUnreadableRow(this Exception error) => error
        is InvalidOperationException or ArgumentException or FormatException or InvalidCastException or OverflowException or JsonException or NullReferenceException;

    private static bool IsNoAnswer(Exception error) => error is RequestFailedException or IOException or OperationCanceledException;

    /// <summary>Adds the row; false if its key is used.</summary>
    public static async Task<bool> TryAddAsync(this TableClient table, TableEntity row, CancellationToken stop)
    {
        try
        {
            await table.AddEntityAsync(row, stop);
            return true;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Deletes the row; one that is gone is as good.</summary>
    public static async Task TryDeleteAsync(this TableClient table, string partitionKey, string rowKey, CancellationToken stop)
    {
        try
        {
            await table.DeleteEntityAsync(partitionKey, rowKey, ETag.All, stop);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
        }
    }

    /// <summary>The row, or null.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partitionKey, string rowKey, CancellationToken stop)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, cancellationToken: stop);
        return row.HasValue ? row.Value : null;
    }
}
