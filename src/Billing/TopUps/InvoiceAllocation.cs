namespace Billing;

/// <summary>
/// Which invoice takes money that came in: the one that it names, else the only open one of exactly that sum. It takes
/// up to what it misses; the rest stays on the account. Money always reaches the account, whatever the invoice's state.
/// </summary>
public static class InvoiceAllocation
{
    /// <summary>The invoice, and how much it takes; null if none takes anything.</summary>
    /// <param name="open">The account's open invoices.</param>
    /// <param name="amount">The money.</param>
    /// <param name="named">The number in the client's sequence that the money names; null if it names none.</param>
    public static (Invoice Invoice, Money Amount)? Choose(
        IReadOnlyList<Invoice> open,
        Money amount,
        long? named)
    {
        ArgumentNullException.ThrowIfNull(open);
        var takers = named is { } sequence
            ? open.Where(invoice => invoice.Sequence == sequence)
            : open.Where(invoice => invoice.Missing == amount);
        return takers.ToArray() is [var taker]
            ? (taker, amount < taker.Missing ? amount : taker.Missing)
            : null;
    }
}
