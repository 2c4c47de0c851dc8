using System.Text.Json;

namespace Functions.Storage;

/// <summary>Names of the queues.</summary>
public static class Queues
{
    /// <summary>A client waits for a cabinet.</summary>
    public const string CreateCabinet = "create-cabinet";

    /// <summary>A letter waits to be sent.</summary>
    public const string SendLetter = "send-letter";

    /// <summary>Money came in.</summary>
    public const string TopUps = "topups";
}

/// <summary>Work that follows a commit: the queue message, and the marker in Pending that outlives a lost message. Ids only: no personal data, no secret.</summary>
/// <param name="Due">The minute at which the marker becomes due, <c>yyyyMMddHHmm</c> UTC: its partition.</param>
/// <param name="Queue">Which handler.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="LetterId">Which letter, for <see cref="Queues.SendLetter"/>.</param>
public sealed record Work(string Due, string Queue, string ClientId, string? LetterId = null)
{
    /// <summary>The minute of the first marker, for work that was put off; null if <see cref="Due"/> still is that.</summary>
    public string? Since { get; init; }

    /// <summary>The span that the work follows from, as W3C Trace Context writes it (<c>traceparent</c>): whoever does the work goes on with that trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The message's text.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, StoredJson.Default.Work);

    /// <summary>Reads a message's text.</summary>
    /// <exception cref="FormatException">It is no such message.</exception>
    public static Work Parse(string message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, StoredJson.Default.Work) is { Due: not null, Queue: not null, ClientId: not null } work
                ? work
                : throw new FormatException("The queue message names no work.");
        }
        catch (JsonException error)
        {
            throw new FormatException("The queue message is no work item.", error);
        }
    }

    /// <summary>Reads a message's text; null if it is no such message.</summary>
    public static Work? TryParse(string message)
    {
        try
        {
            return Parse(message);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal string RowKey => $"{Queue}|{ClientId}|{LetterId}";
}
