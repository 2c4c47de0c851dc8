using System.Globalization;
using Billing;
using Functions.Catalog;
using Functions.Invoices;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Renewals;

/// <summary>
/// The invoice that a reminder brings: over what is missing for all numbers that end on a day, once for a client and
/// day. Where one of the client's open invoices is for these numbers, it is that one.
/// </summary>
public sealed class RemindingInvoice(
    ClientStates states,
    InvoiceRows invoices,
    DecideInvoice decideInvoice,
    KeyedCommits commits,
    Tariffs tariffs,
    TimeProvider time)
{
    /// <summary>The number in the client's sequence; null if the reminder brings none.</summary>
    private sealed record Answer(long? Number);

    /// <summary>Finds or issues it.</summary>
    /// <returns>
    /// The number in the client's sequence; null if nothing is missing, or too many invoices of the client are open.
    /// </returns>
    public async Task<long?> IssueAsync(string clientId, DateOnly day, CancellationToken cancellationToken)
    {
        var eventId = string.Create(CultureInfo.InvariantCulture, $"reminder-{day:yyyy-MM-dd}");
        var call = new KeyedCall(eventId, requestHash: null);
        var answer = await states.WithRetriesAsync(
            clientId,
            state => TryAsync(state, day, call, cancellationToken),
            cancellationToken);
        return answer.Number;
    }

    private async Task<Answer?> TryAsync(
        ClientState state,
        DateOnly day,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        var reminder = Reminder.For(state.Account!, RenewClient.Ending(state, day), tariffs.Find, day);
        var missing = reminder.MissingFrom(state.Account!.Balance);
        if (missing > Money.Zero && await FindOpenAsync(state, reminder, cancellationToken) is { } open)
        {
            return new(open);
        }

        var now = time.GetUtcNow();
        var decision = missing > Money.Zero
            ? await decideInvoice.RunAsync(state, CommandFor(reminder, missing), now, cancellationToken)
            : null;
        if (decision is not InvoiceDecision.Issued { Invoice: var invoice })
        {
            // An earlier attempt may have issued one.
            return new((await commits.FindAsync(state.Id, call, cancellationToken))?.Event.Invoice);
        }

        await commits.SendMessageAsync(state.Id, call, cancellationToken);
        var commit = new Commit(state, call.Stamp).Add(invoice);
        var record = new EventRecord(EventKind.InvoiceIssued, now) { Invoice = invoice.Sequence, Day = day };
        var result = await commits.TryCommitAsync(state, commit, record, entry: null, call, cancellationToken);
        return result is null ? null : new(result.Event.Invoice);
    }

    private static InvoiceCommand CommandFor(Reminder reminder, Money missing) =>
        reminder.ToPay.Count <= PaymentCommand.MaxItems
            ? new(Amount: null, [.. reminder.ToPay.Select(WishFor)]) { Reserved = reminder.Reserved }
            : new(missing, []);

    private static InvoiceWish WishFor(Quote quote) => new(quote.Phone, quote.Tariff, quote.Months);

    /// <summary>An invoice for at least the numbers that are to be paid, from the same day on.</summary>
    private async Task<long?> FindOpenAsync(
        ClientState state,
        Reminder reminder,
        CancellationToken cancellationToken)
    {
        var today = BusinessDay.FromInstant(time.GetUtcNow());
        var open = await invoices.OpenAsync(state.Id, cancellationToken);
        return open.Select(row => row.Value).FirstOrDefault(invoice => invoice.ValidUntil >= today
            && reminder.ToPay.All(quote => invoice.Items.Any(item =>
                item.Phone == quote.Phone && item.PeriodStart == quote.PeriodStart)))?.Sequence;
    }
}
