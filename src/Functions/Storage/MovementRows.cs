using Billing;

namespace Functions.Storage;

/// <summary>Movements at the bank, and the list of those that wait for an operator.</summary>
public sealed class MovementRows(Tables tables)
{
    private const string Open = "open";

    /// <summary>The key of a row.</summary>
    public static MovementKey KeyOf(Stored<Movement> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.PartitionKey, row.RowKey);
    }

    /// <summary>The movement; null if there is none.</summary>
    public Task<Stored<Movement>?> FindAsync(MovementKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return tables.Movements.FindAsync<Movement>(key.PartitionKey, key.RowKey, cancellationToken);
    }

    /// <summary>The lines that are equal to one in all but the purpose, in the order of their finding.</summary>
    public Task<List<Stored<Movement>>> EqualToAsync(
        StatementLine line,
        string identity,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        return WithPrefixAsync(line.Day, MovementKey.IdentityPrefix(line, identity), cancellationToken);
    }

    /// <summary>Lines of a day by which such a sum came in.</summary>
    public Task<List<Stored<Movement>>> LinesAsync(DateOnly day, Money amount, CancellationToken cancellationToken) =>
        WithPrefixAsync(day, MovementKey.LinesPrefix(amount), cancellationToken);

    /// <summary>What connectors reported of a day and such a sum.</summary>
    public Task<List<Stored<Movement>>> ReportsAsync(DateOnly day, Money amount, CancellationToken cancellationToken) =>
        WithPrefixAsync(day, MovementKey.ReportsPrefix(amount), cancellationToken);

    /// <summary>
    /// The report with a sender's id, of which a sum was booked: usually all of it, else a part, and then the storage
    /// looks at all reports of the day. Null if there is none.
    /// </summary>
    public async Task<MovementKey?> FindReportAsync(
        DateOnly day,
        Money amount,
        string externalId,
        CancellationToken cancellationToken)
    {
        var whole = MovementKey.OfReport(day, amount, HashedText.Key(externalId));
        if (await FindAsync(whole, cancellationToken) is not null)
        {
            return whole;
        }

        var range = RowRange.WithPrefix(MovementKey.PartitionOf(day), MovementKey.Reported)
            .Where($"ExternalId eq {externalId}");
        var found = await tables.Movements.QueryAsync<Movement>(range, null, cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : KeyOf(found);
    }

    /// <summary>Movements of a day with a number. The storage looks at the whole day to find them.</summary>
    public IAsyncEnumerable<Stored<Movement>> WithNumberAsync(
        DateOnly day,
        string number,
        CancellationToken cancellationToken) =>
        tables.Movements.QueryAsync<Movement>(
            RowRange.Partition(MovementKey.PartitionOf(day)).Where($"Number eq {number}"),
            null,
            cancellationToken);

    /// <summary>Days of a period that have movements: one request for each of them.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken)
    {
        var days = new List<DateOnly>();
        var (after, before) = (MovementKey.PartitionOf(first.AddDays(-1)), MovementKey.PartitionOf(last.AddDays(1)));
        while (await tables.Movements.FirstPartitionAsync(RowRange.Partitions(after, before), cancellationToken)
            is { } next)
        {
            days.Add(MovementKey.DayOf(next));
            after = next;
        }

        return days;
    }

    /// <summary>All movements of a day.</summary>
    public IAsyncEnumerable<Stored<Movement>> OfDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        tables.Movements.QueryAsync<Movement>(
            RowRange.Partition(MovementKey.PartitionOf(day)),
            null,
            cancellationToken);

    /// <summary>The same, for work that must not end at one that was changed past the app.</summary>
    public IAsyncEnumerable<RowOrDamage<Movement>> EachOfDayAsync(
        DateOnly day,
        CancellationToken cancellationToken) =>
        tables.Movements.QueryEachAsync<Movement>(
            RowRange.Partition(MovementKey.PartitionOf(day)),
            cancellationToken);

    /// <summary>Adds a movement; false if its key is used.</summary>
    public async Task<bool> TryAddAsync(MovementKey key, Movement movement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(movement);
        await ListAsync(key, movement, cancellationToken);
        return await tables.Movements.TryAddAsync(key.PartitionKey, key.RowKey, movement, cancellationToken);
    }

    /// <summary>Changes a movement if it still is as it was read.</summary>
    /// <param name="stored">As it was read.</param>
    /// <param name="movement">What becomes of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="staysListed">
    /// Whether one that waits no more is left on the list, for <see cref="ForgetAsync"/> to take off: until the work
    /// that closed it is done, a repetition of that finds it there.
    /// </param>
    /// <returns>The row as it is now; null if another writer came first.</returns>
    public async Task<Stored<Movement>?> TryUpdateAsync(
        Stored<Movement> stored,
        Movement movement,
        CancellationToken cancellationToken,
        bool staysListed = false)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var key = KeyOf(stored);
        await ListAsync(key, movement, cancellationToken);
        var updated = await tables.Movements.TryUpdateAsync(stored, movement, cancellationToken);
        if (updated is not null && !staysListed && !IsOpen(movement) && IsOpen(stored.Value))
        {
            await tables.Suspense.DeleteAsync(Open, key.Id, cancellationToken);
        }

        return updated;
    }

    /// <summary>The list of what waits for an operator, oldest day first.</summary>
    /// <param name="after">The id of the last one seen; null for the first.</param>
    public static RowRange OpenAfter(string? after) => RowRange.After(Open, after ?? "");

    /// <summary>All of that list.</summary>
    public IAsyncEnumerable<Stored<SuspenseItem>> OpenAsync(CancellationToken cancellationToken) =>
        tables.Suspense.QueryAsync<SuspenseItem>(OpenAfter(null), null, cancellationToken);

    /// <summary>Whether money that came on a day or later from a payer of an ИНН waits for an operator.</summary>
    public async Task<bool> IsOpenOfAsync(string inn, DateOnly since, CancellationToken cancellationToken)
    {
        var open = OpenAfter(null).Where($"Inn eq {inn}");
        return await tables.Suspense.QueryAsync<SuspenseItem>(open, null, cancellationToken)
            .AnyAsync(row => row.Value.Day >= since, cancellationToken);
    }

    /// <summary>Takes an id off that list which is found to wait no more.</summary>
    public Task ForgetAsync(string id, CancellationToken cancellationToken) =>
        tables.Suspense.DeleteAsync(Open, id, cancellationToken);

    /// <summary>Whether the movement waits for an operator.</summary>
    public static bool IsOpen(Movement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return movement.Status is MovementStatus.Suspense or MovementStatus.ReturnDue;
    }

    // Before the movement itself, so that nothing that waits is ever missing from the list.
    private async Task ListAsync(MovementKey key, Movement movement, CancellationToken cancellationToken)
    {
        if (IsOpen(movement))
        {
            var item = new SuspenseItem(movement.Rest, movement.Reason)
            {
                Inn = movement.Counterparty.Inn is { Length: > 0 } inn ? inn : null,
                Day = movement.Day,
            };
            await tables.Suspense.UpsertAsync(Open, key.Id, item, cancellationToken);
        }
    }

    private async Task<List<Stored<Movement>>> WithPrefixAsync(
        DateOnly day,
        string prefix,
        CancellationToken cancellationToken)
    {
        var range = RowRange.WithPrefix(MovementKey.PartitionOf(day), prefix);
        return await tables.Movements.QueryAsync<Movement>(range, null, cancellationToken)
            .ToListAsync(cancellationToken);
    }
}
