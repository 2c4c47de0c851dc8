using System.Text.Json.Serialization;

namespace Functions.Storage;

/// <summary>How far an event is on its way to an address. The codes are stored, and stand in answers.</summary>
public enum DeliveryStatus
{
    /// <summary>It is tried, or will be again.</summary>
    [JsonStringEnumMemberName("trying")]
    Trying,

    /// <summary>The receiver has it.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>Every try failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>Why there was no answer to a webhook. The codes are stored, and stand in answers.</summary>
public enum DeliveryError
{
    /// <summary>None came in time.</summary>
    [JsonStringEnumMemberName("timeout")]
    Timeout,

    /// <summary>The name of the host was not found.</summary>
    [JsonStringEnumMemberName("name-not-found")]
    NameNotFound,

    /// <summary>The host has only addresses inside of networks, where webhooks may not go.</summary>
    [JsonStringEnumMemberName("address-refused")]
    AddressRefused,

    /// <summary>No encrypted connection: the certificate, say.</summary>
    [JsonStringEnumMemberName("tls")]
    Tls,

    /// <summary>No connection, or it broke.</summary>
    [JsonStringEnumMemberName("connection")]
    Connection,
}

/// <summary>One try.</summary>
/// <param name="Number">1, 2, 3 … for an event and an address.</param>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Status">The HTTP status of the answer; null if there was none.</param>
/// <param name="Error">Why there was none; null if there was one.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record DeliveryAttempt(
    long Number,
    DateTimeOffset At,
    int? Status,
    DeliveryError? Error,
    long Milliseconds);

/// <summary>An event on its way to an address.</summary>
/// <param name="Event">The event's number in the feed.</param>
/// <param name="AddressId">Stands for the address.</param>
/// <param name="Url">The address without its query, which may hold a secret.</param>
/// <param name="EventId">The event's id, which the receiver gets.</param>
/// <param name="Type">What happened.</param>
/// <param name="ClientId">To whom.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempts">The last tries, oldest first.</param>
public sealed record WebhookDelivery(
    long Event,
    string AddressId,
    string Url,
    string EventId,
    FeedEventType Type,
    string ClientId,
    DeliveryStatus Status,
    IReadOnlyList<DeliveryAttempt> Attempts)
{
    // A column holds some hundred of them.
    private const int MostAttempts = 20;

    /// <summary>The operator who last had it sent again.</summary>
    public string? RetriedBy { get; init; }

    /// <summary>When that was, UTC.</summary>
    public DateTimeOffset? RetriedAt { get; init; }

    /// <summary>The number of the last try; 0 if there was none.</summary>
    [JsonIgnore]
    public long LastAttempt => Attempts.Count == 0 ? 0 : Attempts[^1].Number;

    /// <summary>The delivery after another try.</summary>
    public WebhookDelivery With(DeliveryAttempt attempt, DeliveryStatus status) =>
        this with { Status = status, Attempts = [.. Attempts.TakeLast(MostAttempts - 1), attempt] };
}

/// <summary>
/// What became of events on their way to addresses, the newest event first. It is a log: what is old is deleted.
/// </summary>
public sealed class DeliveryRows(Tables tables)
{
    private const string Partition = "delivery";

    // Far more than an operator looks through; what is not delivered by then is a failure as well.
    private const long Kept = 10_000;
    private const int TrimEvery = 64;

    /// <summary>The deliveries after one.</summary>
    /// <param name="id">Its id; from the newest on if null.</param>
    public static RowRange After(string? id) => RowRange.After(Partition, id ?? "");

    /// <summary>The id of a delivery.</summary>
    public static string IdOf(long number, string addressId) => $"{RowKeys.Descending(number)}-{addressId}";

    /// <summary>A delivery; null if there is none.</summary>
    public Task<Stored<WebhookDelivery>?> FindAsync(string id, CancellationToken cancellationToken) =>
        tables.Webhooks.FindAsync<WebhookDelivery>(Partition, id, cancellationToken);

    /// <summary>Adds a delivery, or changes it if it still is as it was read.</summary>
    /// <returns>False if another writer came first.</returns>
    public async Task<bool> TrySaveAsync(
        Stored<WebhookDelivery>? stored,
        WebhookDelivery delivery,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (stored is not null)
        {
            return await tables.Webhooks.TryUpdateAsync(stored, delivery, cancellationToken) is not null;
        }

        if (delivery.Event % TrimEvery == 0)
        {
            await TrimAsync(delivery.Event - Kept, cancellationToken);
        }

        var id = IdOf(delivery.Event, delivery.AddressId);
        return await tables.Webhooks.TryAddAsync(Partition, id, delivery, cancellationToken);
    }

    /// <summary>Deletes deliveries of events up to one, the newest of them first, as many as have come since.</summary>
    internal async Task TrimAsync(long last, CancellationToken cancellationToken)
    {
        if (last < 1)
        {
            return;
        }

        // Twice as many as come between two times, for each of some addresses: what was left once goes the next time.
        const int Most = TrimEvery * 8;
        var old = RowRange.After(Partition, RowKeys.Descending(last));
        await foreach (var row in tables.Webhooks.QueryAsync<WebhookDelivery>(old, Most, cancellationToken).Take(Most))
        {
            await tables.Webhooks.DeleteAsync(Partition, row.RowKey, cancellationToken);
        }
    }
}
