using Billing;

namespace Functions.Storage;

/// <summary>A line of the register of a business day: an entry as accountants need it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="AccountNumber">The account.</param>
/// <param name="Name">The client's name.</param>
/// <param name="Inn">The client's ИНН.</param>
/// <param name="Entry">The number of the entry.</param>
/// <param name="At">When it was booked, UTC.</param>
/// <param name="Amount">The change of the balance.</param>
/// <param name="Text">What clients read of it.</param>
public sealed record RegisterLine(
    EntryKind Kind,
    string ClientId,
    string AccountNumber,
    string Name,
    string Inn,
    long Entry,
    DateTimeOffset At,
    Money Amount,
    string Text)
{
    /// <summary>The bank's day of a top-up.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Number of the payment order of a top-up.</summary>
    public string? Document { get; init; }

    /// <summary>Who paid a top-up.</summary>
    public string? Payer { get; init; }
}

/// <summary>What was booked on each business day, over all accounts: a partition for each day.</summary>
public sealed class RegisterRows(Tables tables)
{
    /// <summary>Writes a line. Safe to repeat.</summary>
    public Task AddAsync(RegisterLine line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        var key = $"{RowKeys.Ascending(line.At.UtcTicks)}-{line.ClientId}-{RowKeys.Ascending(line.Entry)}";
        var day = BusinessDay.FromInstant(line.At);
        return tables.Registers.UpsertAsync(PartitionOf(day), key, line, cancellationToken);
    }

    /// <summary>The lines of a day in the order of booking.</summary>
    public IAsyncEnumerable<Stored<RegisterLine>> OfDayAsync(DateOnly day, CancellationToken cancellationToken) =>
        tables.Registers.QueryAsync<RegisterLine>(RowRange.Partition(PartitionOf(day)), null, cancellationToken);

    private static string PartitionOf(DateOnly day) => MovementKey.PartitionOf(day);
}
