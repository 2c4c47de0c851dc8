using System.IO.Compression;
using System.Text.Json;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Feed;

/// <summary>The bytes that others get of an event, and how they are stored.</summary>
public static class EventPayload
{
    /// <summary>Writes an event.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="record">The event.</param>
    /// <param name="state">The client as it is now: at least as new as the event.</param>
    /// <param name="entry">The entry that was booked with it; null if none was.</param>
    /// <param name="invoice">The invoice that was issued; null if none was.</param>
    /// <param name="today">The business day on which the client is as the snapshot says.</param>
    public static byte[] Write(
        FeedEventType type,
        EventRecord record,
        ClientState state,
        Entry? entry,
        Invoice? invoice,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(state);
        var account = state.Account!;
        var sequence = record.Sequence!.Value;
        var connections = state.ListedSubscriptions
            .OrderBy(subscription => subscription.Phone, StringComparer.Ordinal)
            .Select(subscription => EventConnectionBody.From(subscription, today));
        var data = new EventDataBody(
            state.Client!.WidgetAccount,
            state.Id,
            account.Number,
            sequence,
            account.LastEvent!.Value,
            MoneyBody.From(account.Balance),
            [.. connections])
        {
            Entry = entry is null ? null : EventEntryBody.From(entry),
            Invoice = invoice is null ? null : new(invoice.Number.ToString(), MoneyBody.From(invoice.Amount)),
        };
        var body = new EventBody(EventBody.IdOf(state.Id, sequence), type.Code(), record.At, data);
        return JsonSerializer.SerializeToUtf8Bytes(body, typeof(EventBody), ApiJson.Readable);
    }

    /// <summary>As it is stored.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> payload)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            zip.Write(payload);
        }

        return packed.ToArray();
    }

    /// <summary>As it was written.</summary>
    public static byte[] Unpack(FeedEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        using var packed = new MemoryStream(told.Payload);
        using var zip = new GZipStream(packed, CompressionMode.Decompress);
        using var payload = new MemoryStream();
        zip.CopyTo(payload);
        return payload.ToArray();
    }
}
