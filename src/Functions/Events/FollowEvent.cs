using Billing;
using Functions.Emails;
using Functions.Feed;
using Functions.Movements;
using Functions.Orders;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Registers;
using Functions.Renewals;
using Functions.Storage;
using Functions.Telemetry;
using Functions.Webhooks;

namespace Functions.Events;

/// <summary>
/// Does all that follows a commit, once: e-mails, expiry, reconciliation, the feed and webhooks. Everything here is
/// safe to repeat; the event is marked when all of it is written and sent.
/// </summary>
public sealed class FollowEvent(
    Tables tables,
    ClientStates states,
    EventOutbox outbox,
    QueueSender queues,
    EmailOutbox emails,
    ExpiryIndex expiries,
    ChangedAccounts changedAccounts,
    SuspenseRows suspense,
    AwaitedSums awaited,
    WriteRegister writeRegister,
    ServeOrders serveOrders,
    ReleaseMoney releaseMoney,
    TellOthers tellOthers,
    WebhookOutbox webhooks,
    BillingMetrics metrics,
    TimeProvider time)
{
    /// <summary>
    /// Follows the event; waits for one that is not there yet, and leaves a tombstone for one that does not come.
    /// </summary>
    public async Task RunAsync(EventMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (clientId, eventId) = (message.ClientId, message.EventId);
        var stored = await states.FindEventAsync(clientId, eventId, cancellationToken);
        while (stored is null or { Value.Kind: EventKind.Abandoned })
        {
            // A tombstone may be about to be replaced by the commit that this message goes before.
            if (outbox.MayStillCome(message.SentAt))
            {
                var delay = EventOutbox.PutBackDelayOf(message.SentAt);
                await queues.SendAsync(QueueNames.Events, message, delay, cancellationToken);
                return;
            }

            if (await TryAbandonAsync(clientId, eventId, stored, cancellationToken))
            {
                return;
            }

            // The commit came at this very moment.
            stored = await states.FindEventAsync(clientId, eventId, cancellationToken);
        }

        if (!stored.Value.IsFollowed)
        {
            await FollowAsync(clientId, stored.Value, cancellationToken);
            await TellAsync(clientId, stored.Value, cancellationToken);
            var followed = stored.Value with { IsFollowed = true };
            await tables.Clients.TryUpdateAsync(stored, followed, cancellationToken);
            metrics.Followed(time.GetUtcNow() - stored.Value.At);
        }
    }

    /// <summary>
    /// Leaves a tombstone; or renews the one that is there, so that a commit that has read it meets another and sends
    /// its message again.
    /// </summary>
    private async Task<bool> TryAbandonAsync(
        string clientId,
        string eventId,
        Stored<EventRecord>? stored,
        CancellationToken cancellationToken)
    {
        var tombstone = new EventRecord(EventKind.Abandoned, time.GetUtcNow());
        return stored is null
            ? await tables.Clients.TryAddAsync(clientId, RowKeys.Event(eventId), tombstone, cancellationToken)
            : await tables.Clients.TryUpdateAsync(stored, tombstone, cancellationToken) is not null;
    }

    private Task FollowAsync(string clientId, EventRecord record, CancellationToken cancellationToken) =>
        record.Kind switch
        {
            EventKind.TopUp => FollowEntryAsync(clientId, record, EmailKind.MoneyArrived, cancellationToken),
            EventKind.Payment => FollowEntryAsync(clientId, record, EmailKind.PaymentReceipt, cancellationToken),
            EventKind.Correction => FollowEntryAsync(clientId, record, EmailKind.Corrected, cancellationToken),
            EventKind.Return => FollowEntryAsync(clientId, record, EmailKind.MoneyReturned, cancellationToken),
            EventKind.TariffChanged or EventKind.NumberRemoved =>
                FollowEntryAsync(clientId, record, EmailKind.SubscriptionChanged, cancellationToken),
            EventKind.InvoiceIssued => FollowInvoiceAsync(clientId, record, cancellationToken),
            EventKind.CredentialsIssued => emails.EnqueueAsync(
                clientId,
                new Email(record.EmailId!, EmailKind.Credentials),
                cancellationToken),
            // Of either kind: they have one queue.
            EventKind.PasswordChosen => emails.EnqueueAsync(
                clientId,
                new Email(record.EmailId!, EmailKind.PasswordChanged),
                cancellationToken),
            EventKind.AddressChanged => emails.EnqueueAsync(
                clientId,
                new Email(record.EmailId!, EmailKind.AddressChanged),
                cancellationToken),
            EventKind.SubscriptionsEnded => emails.AnnounceAsync(
                clientId,
                new Email(EmailIds.OfExpiry(record.Day!.Value), EmailKind.SubscriptionsEnded) { Day = record.Day },
                cancellationToken),
            EventKind.OrderPlaced => FollowOrderAsync(clientId, record.Invoice!.Value, cancellationToken),
            EventKind.OrderClosed => emails.AnnounceAsync(
                clientId,
                new Email(EmailIds.OfOrder(record.Invoice!.Value), EmailKind.OrderClosed) { Invoice = record.Invoice },
                cancellationToken),
            // Others are told; nothing else follows.
            EventKind.RenewalsOn or EventKind.SubscriptionChanged or EventKind.ClientChanged or EventKind.Abandoned =>
                Task.CompletedTask,
        };

    private async Task TellAsync(string clientId, EventRecord record, CancellationToken cancellationToken)
    {
        if (record.Sequence is not null)
        {
            var told = await tellOthers.RunAsync(clientId, record, cancellationToken);
            await webhooks.EnqueueAsync(told, cancellationToken);
        }
    }

    private async Task FollowInvoiceAsync(string clientId, EventRecord record, CancellationToken cancellationToken)
    {
        var number = record.Invoice!.Value;
        await awaited.ListAsync(clientId, number, paid: Money.Zero, cancellationToken);

        // One that was issued for a reminder comes with it.
        var email = record.Day is { } day
            ? new Email(EmailIds.OfReminder(day), EmailKind.SubscriptionsEnd) { Day = day }
            : new Email(EmailIds.OfInvoice(number), EmailKind.Invoice);
        email = email with { Invoice = number };
        await emails.AnnounceAsync(clientId, email, cancellationToken);
    }

    private async Task FollowEntryAsync(
        string clientId,
        EventRecord record,
        EmailKind kind,
        CancellationToken cancellationToken)
    {
        var number = record.Entry!.Value;
        var entry = await states.FindEntryAsync(clientId, number, cancellationToken)
            ?? throw new DamagedRowException(nameof(Tables.Clients), clientId, RowKeys.Entry(number), "it is missing");
        await changedAccounts.AddAsync(clientId, entry, cancellationToken);
        foreach (var day in LastDaysOf(entry))
        {
            await expiries.AddAsync(clientId, day, cancellationToken);
        }

        var state = await states.LoadAsync(clientId, cancellationToken);
        await writeRegister.RunAsync(state, entry, cancellationToken);
        if (entry.Amount > Money.Zero && state.Orders.Count > 0)
        {
            var topUp = entry.Details as TopUpDetails;
            await serveOrders.RunAsync(
                clientId,
                topUp?.Invoice?.Number,
                topUp is null ? null : BusinessDay.FromInstant(topUp.ReceivedAt),
                cancellationToken);
        }

        if (entry.Details is TopUpDetails { Invoice: { } share })
        {
            await awaited.ListAsync(clientId, share.Number, share.Amount, cancellationToken);
        }

        if (entry.Details is CorrectionDetails correction)
        {
            await releaseMoney.RunAsync(clientId, entry, correction, cancellationToken);
        }

        if (entry.Details is ReturnDetails returned)
        {
            await NoteReturnAsync(state, entry, returned, cancellationToken);
        }

        var email = new Email(EmailIds.OfEntry(number), kind) { Entry = number };
        await emails.AnnounceAsync(clientId, email, cancellationToken);
    }

    /// <summary>The money may be there already; and on the day after its last day the order is over.</summary>
    private async Task FollowOrderAsync(string clientId, long invoice, CancellationToken cancellationToken)
    {
        var state = await states.LoadAsync(clientId, cancellationToken);
        if (state.Orders.FirstOrDefault(order => order.Invoice == invoice) is { } order)
        {
            var last = order.Items.Max(item => item.PaidThrough);
            await expiries.AddAsync(clientId, last, cancellationToken);
            await serveOrders.RunAsync(clientId, named: null, moneyOn: null, cancellationToken);
        }
    }

    private static IEnumerable<DateOnly> LastDaysOf(Entry entry) => entry.Details is RemovalDetails removal
        ? [removal.PaidThrough]
        : entry.PaidItems.Select(item => item.PaidThrough).Distinct();

    /// <summary>The bank's line that sends it will be looked for.</summary>
    private async Task NoteReturnAsync(
        ClientState state,
        Entry entry,
        ReturnDetails returned,
        CancellationToken cancellationToken)
    {
        var item = new ReturnItem(
            state.Id,
            state.Account!.Number,
            entry.Number,
            -entry.Amount,
            returned.To.Account,
            entry.At);
        await suspense.AddAsync(item, cancellationToken);
    }
}
