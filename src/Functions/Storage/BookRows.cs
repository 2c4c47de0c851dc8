using Billing;

namespace Functions.Storage;

/// <summary>What an account's entries up to one add up to.</summary>
/// <param name="Entry">The number of the last that is counted.</param>
/// <param name="Totals">The sums.</param>
public sealed record BookedTotals(long Entry, AccountTotals Totals);

/// <summary>
/// The sums that the books are balanced by: of each account's entries, as far as they were checked, and of each bank
/// day's movements. Both are derived, and made anew whenever their account or day changes.
/// </summary>
public sealed class BookRows(Tables tables, LedgerRows ledger)
{
    private const string Totals = "totals";
    private const string Sums = "sums";

    /// <summary>Counts an account's entries up to one that was checked, and keeps the sums.</summary>
    public async Task<AccountTotals> CountAsync(string clientId, long last, CancellationToken cancellationToken)
    {
        var totals = await TotalsAsync(clientId, last, cancellationToken);
        var record = new BookedTotals(last, totals);
        await tables.Reconciliation.UpsertAsync(Totals, clientId, record, cancellationToken);
        return totals;
    }

    /// <summary>What an account's entries up to one add up to: those that are not counted yet are read.</summary>
    public async Task<AccountTotals> TotalsAsync(string clientId, long last, CancellationToken cancellationToken)
    {
        var stored = await tables.Reconciliation.FindAsync<BookedTotals>(Totals, clientId, cancellationToken);
        var (first, totals) = (1L, AccountTotals.None);
        if (stored?.Value is { } counted && counted.Entry <= last)
        {
            (first, totals) = (counted.Entry + 1, counted.Totals);
        }

        return await ledger.EachAsync(clientId, first, last, cancellationToken)
            .AggregateAsync(totals, (sum, entry) => sum.Add(entry), cancellationToken);
    }

    /// <summary>The sum over all accounts.</summary>
    public async Task<AccountTotals> TotalAsync(CancellationToken cancellationToken) =>
        await tables.Reconciliation.QueryAsync<BookedTotals>(RowRange.Partition(Totals), null, cancellationToken)
            .AggregateAsync(AccountTotals.None, (sum, row) => sum + row.Value.Totals, cancellationToken);

    /// <summary>Keeps the sums of a day.</summary>
    public Task SaveAsync(DateOnly day, MovementSums sums, CancellationToken cancellationToken) =>
        tables.Reconciliation.UpsertAsync(Sums, MovementKey.PartitionOf(day), sums, cancellationToken);

    /// <summary>The sum over all days.</summary>
    public async Task<MovementSums> SumAsync(CancellationToken cancellationToken) =>
        await tables.Reconciliation.QueryAsync<MovementSums>(RowRange.Partition(Sums), null, cancellationToken)
            .AggregateAsync(MovementSums.None, (sum, row) => sum + row.Value, cancellationToken);
}
