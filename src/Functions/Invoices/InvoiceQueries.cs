using System.Globalization;
using Billing;
using Functions.Cabinets;
using Functions.Documents;
using Functions.Http;
using Functions.Storage;

namespace Functions.Invoices;

/// <summary>A client's invoices: the list, one of them, and the files that are made of it.</summary>
public sealed class InvoiceQueries(Tables tables, ClientStates states, InvoiceRows invoices, TimeProvider time)
{
    /// <summary>A page of the list, newest first; <c>after</c> is the count in the last number seen.</summary>
    public async Task<Outcome> ListAsync(ClientAccess access, PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(page);
        if (page.CheckEntries() is { } problem)
        {
            return problem;
        }

        var state = await states.LoadAsync(access.ClientId, cancellationToken);
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        var (rows, next) = await page.ReadAsync<Invoice>(
            tables.Clients,
            InvoiceRows.NewestFirst(state.Id, PageRequest.EntryNumberOf(page.After)),
            row => row.Value.Sequence.ToString(CultureInfo.InvariantCulture),
            cancellationToken);
        return Outcome.Ok(new InvoicesBody([.. rows.Select(row => InvoiceBody.From(row.Value))], next));
    }

    /// <summary>One of them.</summary>
    public Task<Outcome> ReadAsync(ClientAccess access, string number, CancellationToken cancellationToken) =>
        WithInvoiceAsync(access, number, (_, invoice) => InvoiceBodies.Whole(invoice), cancellationToken);

    /// <summary>The document to print; the same bytes each time.</summary>
    public Task<Outcome> PdfAsync(ClientAccess access, string number, CancellationToken cancellationToken) =>
        WithInvoiceAsync(
            access,
            number,
            (_, invoice) => new FileBody(
                InvoicePdf.Render(invoice),
                "application/pdf",
                $"schet-{invoice.Number}.pdf"),
            cancellationToken);

    /// <summary>A payment order for a bank client, 1CClientBankExchange in Windows-1251.</summary>
    public Task<Outcome> PaymentOrderAsync(
        ClientAccess access,
        string number,
        CancellationToken cancellationToken) =>
        WithInvoiceAsync(
            access,
            number,
            (client, invoice) => new FileBody(
                PaymentOrderBytes.For(invoice, client.Requisites.Bank, time.GetUtcNow()),
                "application/octet-stream",
                $"1c_to_kl-{invoice.Number}.txt"),
            cancellationToken);

    private async Task<Outcome> WithInvoiceAsync(
        ClientAccess access,
        string number,
        Func<Client, Invoice, object> body,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        var state = await states.LoadAsync(access.ClientId, cancellationToken);
        if (access.Refuse(state) is { } refusal)
        {
            return refusal;
        }

        var stored = await invoices.FindAsync(state, number, cancellationToken);
        return stored is null ? Problems.NotFound : Outcome.Ok(body(state.Client!, stored.Value));
    }
}
