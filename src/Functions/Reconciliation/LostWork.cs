using Billing;
using Functions.Emails;
using Functions.Outbox;
using Functions.Renewals;
using Functions.Storage;

namespace Functions.Reconciliation;

/// <summary>
/// Sends again what ought to be done long ago: a queue that was purged, or a message that was lost, mends itself with
/// the next whole check. Everything that is sent is safe to repeat.
/// </summary>
public sealed class LostWork(
    Tables tables,
    EventOutbox outbox,
    KeyedCommits commits,
    EmailOutbox emails,
    QueueSender queues,
    ExpiryIndex expiries,
    Lookups lookups,
    ClientDirectory directory,
    InvoiceRows invoices,
    AwaitedSums awaited,
    TimeProvider time)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>Looks at events, e-mails, subscriptions and the cabinet of a client.</summary>
    public async Task SendAgainAsync(ClientState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var before = time.GetUtcNow() - LongestDelay;
        if (state.Cabinet is null && state.Client is { } client && client.SubmittedAt < before)
        {
            var message = new CabinetMessage(state.Id, DateTimeOffset.UtcNow);
            await queues.SendAsync(QueueNames.CreateCabinet, message, cancellationToken);
        }

        await foreach (var row in UnfollowedAsync(state.Id, cancellationToken))
        {
            if (row.Value.Kind != EventKind.Abandoned && row.Value.At < before)
            {
                await outbox.FollowAsync(state.Id, RowKeys.EventIdOf(row.RowKey), cancellationToken);
            }
        }

        await foreach (var row in UnfinishedAsync(state.Id, cancellationToken))
        {
            if (!row.Value.IsFinished && (row.Value.NotBefore ?? row.Value.CreatedAt) < before)
            {
                await emails.EnqueueAsync(state.Id, row.Value, cancellationToken);
            }
        }

        if (state is { Client.Requisites: { } requisites, Account: { } account })
        {
            // Clients that are older than these look-ups have none.
            await lookups.AddInnAsync(requisites.Inn, state.Id, cancellationToken);
            await directory.AddAsync(state.Id, requisites, account.Number, cancellationToken);
        }

        if (state.Account is { LastEvent: null })
        {
            await TellFirstAsync(state, cancellationToken);
        }

        foreach (var invoice in await invoices.OpenAsync(state.Id, cancellationToken))
        {
            await awaited.ListAsync(state.Id, invoice.Value, cancellationToken);
        }

        foreach (var subscription in state.Subscriptions.Values.Where(each => each.Status == SubscriptionStatus.Paid))
        {
            await expiries.AddAsync(state.Id, subscription.PaidThrough!.Value, cancellationToken);
        }
    }

    /// <summary>
    /// Others have not heard of a client that is older than the feed. If another writer comes first, the next check
    /// does it, or that writer has.
    /// </summary>
    private Task TellFirstAsync(ClientState state, CancellationToken cancellationToken)
    {
        var call = KeyedCall.WithoutKey("told-first");
        var record = new EventRecord(EventKind.ClientChanged, time.GetUtcNow());
        return commits.TryTellAsync(state, new Commit(state, call.Stamp), record, call, cancellationToken);
    }

    private IAsyncEnumerable<Stored<EventRecord>> UnfollowedAsync(
        string clientId,
        CancellationToken cancellationToken) =>
        tables.Clients.QueryAsync<EventRecord>(
            RowRange.WithPrefix(clientId, RowKeys.Events).Where($"IsFollowed eq {false}"),
            null,
            cancellationToken);

    private IAsyncEnumerable<Stored<Email>> UnfinishedAsync(string clientId, CancellationToken cancellationToken) =>
        tables.Clients.QueryAsync<Email>(
            RowRange.WithPrefix(clientId, RowKeys.Emails).Where($"Status ne {"sent"}"),
            null,
            cancellationToken);
}
