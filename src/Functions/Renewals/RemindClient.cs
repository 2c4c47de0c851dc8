using Billing;
using Functions.Catalog;
using Functions.Emails;
using Functions.Storage;

namespace Functions.Renewals;

/// <summary>
/// Five days before: one e-mail for all numbers of a client that end on a day. It says what is renewed for how much,
/// and what has to be done for the others, and brings the invoice; from then on a renewal costs no more than it said.
/// </summary>
public sealed class RemindClient(
    ClientStates states,
    Tariffs tariffs,
    RemindingInvoice remindingInvoice,
    EmailOutbox emails,
    TimeProvider time)
{
    /// <summary>Reminds of them, if there is anything to say.</summary>
    /// <returns>False if it is too early: somebody who paid today or yesterday knows how long that lasts.</returns>
    public async Task<bool> TryRunAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        var state = await states.WithRetriesAsync(
            clientId,
            async read => await TryTellPricesAsync(read, day, cancellationToken) ? read : null,
            cancellationToken);
        var entries = ToRemindOf(state, day).Select(subscription => subscription.LastEntry).ToArray();
        if (entries.Length == 0)
        {
            return true;
        }

        var newest = await states.FindEntryAsync(clientId, entries.Max(), cancellationToken);
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        if (newest is not null && BusinessDay.FromInstant(newest.At) >= today.AddDays(-1))
        {
            return false;
        }

        var invoice = await remindingInvoice.IssueAsync(clientId, day, cancellationToken);
        var email = new Email(EmailIds.OfReminder(day), EmailKind.SubscriptionsEnd) { Day = day, Invoice = invoice };
        await emails.AnnounceAsync(clientId, email, cancellationToken);
        return true;
    }

    private static IEnumerable<Subscription> ToRemindOf(ClientState state, DateOnly day) =>
        RenewClient.Ending(state, day).Where(subscription => subscription.RemovedAt is null);

    /// <summary>What the e-mail says that the next month costs is what it may cost.</summary>
    private async Task<bool> TryTellPricesAsync(ClientState state, DateOnly day, CancellationToken cancellationToken)
    {
        Subscription[] told =
        [
            .. ToRemindOf(state, day)
                .Select(subscription => (Subscription: subscription, Price: PriceOf(subscription)))
                .Where(each => each.Subscription.Renewal is { } renewal && each.Price is not null
                    && renewal.AtMost != each.Price)
                .Take(PaymentCommand.MaxItems)
                .Select(each => each.Subscription with
                {
                    Renewal = each.Subscription.Renewal! with { AtMost = each.Price!.Value },
                }),
        ];
        return told is [] || await states.TryCommitAsync(new Commit(state).Save(told), cancellationToken);
    }

    private Money? PriceOf(Subscription subscription) => tariffs.Find(subscription.NextTariffId)?.MonthlyPrice;
}
