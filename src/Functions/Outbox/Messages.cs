using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Outbox;

/// <summary>A queue message of the app: ids only, no personal data, no secret.</summary>
public abstract record QueueMessage
{
    /// <summary>
    /// The span that the work follows from, as W3C Trace Context writes it: whoever does the work goes on with it.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>Reads a message's text.</summary>
    /// <exception cref="FormatException">It is no such message.</exception>
    public static T Parse<T>(string text)
        where T : QueueMessage
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, MessageJson.Default.Options)
                ?? throw new FormatException("The queue message is empty.");
        }
        catch (JsonException error)
        {
            throw new FormatException("The queue message was not understood.", error);
        }
    }

    /// <summary>The message's text.</summary>
    internal static string ToText<T>(T message)
        where T : QueueMessage => JsonSerializer.Serialize(message, MessageJson.Default.Options);
}

/// <summary>A link to restore a password is asked for: of a client, or of all clients of an e-mail address.</summary>
/// <param name="AskedAt">When.</param>
public sealed record ResetLinkMessage(DateTimeOffset AskedAt) : QueueMessage
{
    /// <summary>Whose.</summary>
    public string? ClientId { get; init; }

    /// <summary>Stands for the address; beside a client, the link is made only if it still is the client's.</summary>
    public string? AddressKey { get; init; }
}

/// <summary>A client waits for a cabinet.</summary>
/// <param name="ClientId">Whose; stored a moment after the message, or never.</param>
/// <param name="SentAt">When the first message about it was sent, real time.</param>
public sealed record CabinetMessage(string ClientId, DateTimeOffset SentAt) : QueueMessage;

/// <summary>An event is to be followed.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="EventId">Which.</param>
/// <param name="SentAt">
/// When the first message about it was sent, real time: a clock that can be moved says nothing of how long a commit
/// takes.
/// </param>
public sealed record EventMessage(string ClientId, string EventId, DateTimeOffset SentAt) : QueueMessage;

/// <summary>An e-mail is to be sent.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="EmailId">Which.</param>
public sealed record EmailMessage(string ClientId, string EmailId) : QueueMessage
{
    /// <summary>The round that failed, if an operator wants another one.</summary>
    public int? FailedRound { get; init; }
}

/// <summary>
/// A ledger is to be checked; or, with <see cref="Slice"/>, each of a part of all clients or look-ups.
/// </summary>
public sealed record ReconcileMessage : QueueMessage
{
    /// <summary>Whose ledger.</summary>
    public string? ClientId { get; init; }

    /// <summary>Which part.</summary>
    public string? Slice { get; init; }

    /// <summary>Whether it is checked from the first entry on.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether an operator asked for it: if all is well, the account's payments go on.</summary>
    public bool LiftsFreeze { get; init; }
}

/// <summary>
/// A statement is to be worked through from where it stands, a movement to be booked, or a bank day or all the books to
/// be compared.
/// </summary>
public sealed record StatementMessage : QueueMessage
{
    /// <summary>Which statement.</summary>
    public string? StatementId { get; init; }

    /// <summary>Which movement, by the id in answers.</summary>
    public string? MovementId { get; init; }

    /// <summary>Which bank day is to be compared with the books.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether all the books are to be compared with the bank.</summary>
    public bool? AllBooks { get; init; }

    /// <summary>Stand for what such a comparison found before: it is reported if it stays.</summary>
    public IReadOnlyList<string>? Problems { get; init; }
}

/// <summary>Subscriptions of a client end on a day, or are about to.</summary>
public sealed record ExpiryMessage(string ClientId, DateOnly Day) : QueueMessage;

/// <summary>An event is to be told to an address.</summary>
/// <param name="ClientId">Whose event it is.</param>
/// <param name="Event">Its number in the feed of all clients.</param>
/// <param name="AddressId">Stands for the address.</param>
/// <param name="Since">When this round of tries began, real time.</param>
public sealed record WebhookMessage(string ClientId, long Event, string AddressId, DateTimeOffset Since) : QueueMessage
{
    /// <summary>How many tries this round has had.</summary>
    public int Tries { get; init; }

    /// <summary>The number of the try among all of the event and address; null for whichever is next.</summary>
    public long? Attempt { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ResetLinkMessage))]
[JsonSerializable(typeof(CabinetMessage))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(EmailMessage))]
[JsonSerializable(typeof(ReconcileMessage))]
[JsonSerializable(typeof(ExpiryMessage))]
[JsonSerializable(typeof(StatementMessage))]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
