using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>A client's payments, newest first: the entries of the ledger that are payments.</summary>
public sealed class PaymentQueries(Tables tables, ClientStates states)
{
    /// <summary>A page of them.</summary>
    public async Task<Outcome> ListAsync(
        string widgetAccount,
        string clientId,
        PageRequest page,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.CheckEntries() is { } problem)
        {
            return problem;
        }

        if (!ClientStates.IsId(clientId))
        {
            return Problems.NotFound;
        }

        var after = PageRequest.EntryNumberOf(page.After);
        var reading = page.ReadAsync<Entry>(
            tables.Clients,
            LedgerRows.NewestFirst(clientId, after, EntryKind.Payment),
            row => PageRequest.KeyOf(row.Value),
            cancellationToken);
        var isVisible = await IsVisibleAsync(widgetAccount, clientId, cancellationToken);
        var (rows, next) = await reading;
        return isVisible
            ? Outcome.Ok(new PaymentsBody([.. rows.Select(row => PaymentBody.From(row.Value))], next))
            : Problems.NotFound;
    }

    /// <summary>One of them.</summary>
    public async Task<Outcome> ReadAsync(
        string widgetAccount,
        string clientId,
        string paymentId,
        CancellationToken cancellationToken)
    {
        if (!ClientStates.IsId(clientId) || PageRequest.EntryNumberOf(paymentId) is not { } number)
        {
            return Problems.NotFound;
        }

        var reading = states.FindEntryAsync(clientId, number, cancellationToken);
        var isVisible = await IsVisibleAsync(widgetAccount, clientId, cancellationToken);
        return await reading is { Kind: EntryKind.Payment } entry && isVisible
            ? Outcome.Ok(PaymentBody.From(entry))
            : Problems.NotFound;
    }

    private async Task<bool> IsVisibleAsync(
        string widgetAccount,
        string clientId,
        CancellationToken cancellationToken)
    {
        var row = await tables.Clients.FindAsync<Client>(clientId, RowKeys.Client, cancellationToken);
        return row?.Value.WidgetAccount == widgetAccount;
    }
}
