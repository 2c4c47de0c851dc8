using Billing;
using Functions.Storage;

namespace Functions.Feed;

/// <summary>
/// Writes an event into the feed: of all clients, and of the client's widget account. Safe to repeat: what is there
/// stays, with the payload that was written first, so that every reader gets the same bytes.
/// </summary>
public sealed class TellOthers(ClientStates states, InvoiceRows invoices, FeedRows feed, TimeProvider time)
{
    /// <summary>Writes it.</summary>
    /// <returns>The event in the feed of all clients.</returns>
    /// <exception cref="BusyException">Other events kept coming first.</exception>
    public async Task<FeedEvent> RunAsync(string clientId, EventRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var type = TypeOf(record.Kind);
        var state = await states.LoadAsync(clientId, cancellationToken);
        var entry = record.Entry is { } number
            ? await states.FindEntryAsync(clientId, number, cancellationToken)
            : null;
        var invoice = record.Invoice is { } sequence
            ? await invoices.FindAsync(clientId, sequence, cancellationToken)
            : null;
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var payload = EventPayload.Write(type, record, state, entry, invoice?.Value, today);
        var account = state.Client!.WidgetAccount;
        var told = new FeedEvent(
            Number: 0,
            record.At,
            type,
            clientId,
            account,
            state.Account!.Number,
            record.Sequence!.Value,
            EventPayload.Pack(payload));
        told = await feed.AppendAsync(FeedRows.All, told, cancellationToken);
        await feed.AppendAsync(FeedRows.PartitionOf(account), told, cancellationToken);
        return told;
    }

    private static FeedEventType TypeOf(EventKind kind) => kind switch
    {
        EventKind.Payment => FeedEventType.SubscriptionPaid,
        EventKind.SubscriptionsEnded => FeedEventType.SubscriptionEnded,
        EventKind.SubscriptionChanged
            or EventKind.TariffChanged
            or EventKind.NumberRemoved
            or EventKind.RenewalsOn => FeedEventType.SubscriptionChanged,
        EventKind.TopUp => FeedEventType.MoneyArrived,
        EventKind.InvoiceIssued => FeedEventType.InvoiceIssued,
        EventKind.CredentialsIssued
            or EventKind.ClientChanged
            or EventKind.Correction
            or EventKind.Return
            or EventKind.OrderPlaced
            or EventKind.OrderClosed
            or EventKind.PasswordChosen
            or EventKind.AddressChanged
            or EventKind.Abandoned => FeedEventType.ClientChanged,
    };
}
