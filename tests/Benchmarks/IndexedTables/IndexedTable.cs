namespace Benchmarks.IndexedTables;

/// <summary>Rows of a query, and where the next page begins.</summary>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Next">The first row of the next page; null if there is none.</param>
internal sealed record Page(IReadOnlyList<Row> Rows, Row? Next);

/// <summary>
/// The rows of a table in their order: a row is found, and a range begins, after as many comparisons as the logarithm
/// of their number.
/// </summary>
internal sealed class IndexedTable
{
    private readonly Lock _lock = new();
    private readonly SortedSet<Row> _rows = new(Row.Order);
    private long _version;

    /// <summary>The row; null if there is none.</summary>
    public Row? Find(string partitionKey, string rowKey)
    {
        lock (_lock)
        {
            return FindUnlocked(partitionKey, rowKey);
        }
    }

    /// <summary>The rows that meet a condition.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="from">Where the page begins; null for the first one.</param>
    /// <param name="most">How many rows the page has at most.</param>
    public Page Query(RowFilter filter, Row? from, int most)
    {
        var rows = new List<Row>();
        lock (_lock)
        {
            var first = from is not null && Row.Order.Compare(from, filter.First) > 0 ? from : filter.First;
            var last = filter.Last ?? _rows.Max;
            if (last is null || Row.Order.Compare(first, last) > 0)
            {
                return new(rows, Next: null);
            }

            foreach (var row in _rows.GetViewBetween(first, last).Where(filter.Matches))
            {
                if (rows.Count == most)
                {
                    return new(rows, row);
                }

                rows.Add(row);
            }
        }

        return new(rows, Next: null);
    }

    /// <summary>Does all the writes, or none of them if one is refused.</summary>
    /// <returns>The rows as they are now; null where one was deleted.</returns>
    /// <exception cref="ChangeRefusedException">One is refused.</exception>
    public IReadOnlyList<Row?> Apply(IReadOnlyList<Change> changes)
    {
        var written = new List<(Row? Before, Row? After)>();
        lock (_lock)
        {
            foreach (var change in changes)
            {
                try
                {
                    _version = Math.Max(_version + 1, DateTime.UtcNow.Ticks);
                    var before = FindUnlocked(change.PartitionKey, change.RowKey);
                    var after = change.Apply(before, _version);
                    Swap(before, after);
                    written.Add((before, after));
                }
                catch (TableException refusal)
                {
                    var refused = written.Count;
                    written.Reverse();
                    written.ForEach(write => Swap(write.After, write.Before));
                    throw new ChangeRefusedException(refused, refusal);
                }
            }
        }

        return [.. written.Select(write => write.After)];
    }

    private Row? FindUnlocked(string partitionKey, string rowKey) =>
        _rows.TryGetValue(Row.At(partitionKey, rowKey), out var row) ? row : null;

    private void Swap(Row? before, Row? after)
    {
        if (before is not null)
        {
            _rows.Remove(before);
        }

        if (after is not null)
        {
            _rows.Add(after);
        }
    }
}
