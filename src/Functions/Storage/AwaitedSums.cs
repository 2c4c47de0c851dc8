using System.Globalization;
using Billing;

namespace Functions.Storage;

/// <summary>An invoice for which money was missing when the row was written.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="Sequence">Its number in the client's own sequence.</param>
public sealed record AwaitedInvoice(string ClientId, long Sequence);

/// <summary>
/// Open invoices by the sum that is missing, so that an operator finds those that money of nobody may be for. A row may
/// be out of date; whoever suggests a client loads its invoices.
/// </summary>
public sealed class AwaitedSums(Tables tables, InvoiceRows invoices)
{
    /// <summary>Lists an invoice by the sum that is missing now. Safe to repeat.</summary>
    /// <param name="clientId">Whose.</param>
    /// <param name="sequence">Its number in the client's own sequence.</param>
    /// <param name="paid">What a top-up has just paid of it: it is listed by the sum before no more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ListAsync(string clientId, long sequence, Money paid, CancellationToken cancellationToken)
    {
        if (await invoices.FindAsync(clientId, sequence, cancellationToken) is not { Value: var invoice })
        {
            return;
        }

        if (paid > Money.Zero)
        {
            await RemoveAsync(clientId, sequence, invoice.Missing + paid, cancellationToken);
        }

        await ListAsync(clientId, invoice, cancellationToken);
    }

    /// <summary>Lists an invoice that was read.</summary>
    public async Task ListAsync(string clientId, Invoice invoice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        if (invoice.IsOpen)
        {
            await tables.Suspense.UpsertAsync(
                Partition(invoice.Missing),
                RowKey(clientId, invoice.Sequence),
                new AwaitedInvoice(clientId, invoice.Sequence),
                cancellationToken);
        }
    }

    /// <summary>The invoice does not wait for this sum any more.</summary>
    public Task RemoveAsync(string clientId, long sequence, Money sum, CancellationToken cancellationToken) =>
        tables.Suspense.DeleteAsync(Partition(sum), RowKey(clientId, sequence), cancellationToken);

    /// <summary>Invoices that wait, or waited, for a sum.</summary>
    /// <param name="sum">What is missing.</param>
    /// <param name="most">How many are read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<AwaitedInvoice>> OfAsync(
        Money sum,
        int most,
        CancellationToken cancellationToken) =>
        await tables.Suspense.QueryAsync<AwaitedInvoice>(RowRange.Partition(Partition(sum)), most, cancellationToken)
            .Take(most)
            .Select(row => row.Value)
            .ToListAsync(cancellationToken);

    private static string Partition(Money sum) =>
        string.Create(CultureInfo.InvariantCulture, $"awaited-{sum.Kopecks}");

    private static string RowKey(string clientId, long sequence) => $"{clientId}-{RowKeys.Ascending(sequence)}";
}
