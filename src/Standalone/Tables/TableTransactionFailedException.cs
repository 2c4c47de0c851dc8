using System.Globalization;

namespace Azure.Data.Tables;

#pragma warning disable CA1032 // The real one has no other constructors for callers.
/// <summary>One action of a transaction was refused, and so nothing was done.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string IndexKey = "FailedEntity";

    /// <summary>Takes over the refusal of the action.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data.Add(key, requestFailedException.Data[key]);
        }

        FailedTransactionActionIndex = int.TryParse(Data[IndexKey] as string, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    /// <summary>Position of the action that was refused, from 0; null if the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; internal set; }
}
