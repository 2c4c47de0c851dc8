using System.Globalization;
using System.Runtime.CompilerServices;
using Billing;

namespace Functions.Storage;

/// <summary>Uploaded statements, newest first, and their lines in the order in which they are booked.</summary>
public sealed class StatementRows(Tables tables)
{
    private const string Uploads = "statement";
    private const string Lines = "line";
    private const string Days = "day";

    /// <summary>An id that no other statement has; newer ones come first.</summary>
    public static string NewId(DateTimeOffset now) => $"{RowKeys.Descending(now.UtcTicks)}-{Guid.NewGuid():N}";

    /// <summary>The statements after one, newest first.</summary>
    public static RowRange After(string? id) => RowRange.After(Uploads, id ?? "");

    /// <summary>The lines of a statement after one.</summary>
    public static RowRange LinesAfter(string id, string? rowKey) => RowRange.WithPrefix(id, Lines, rowKey);

    /// <summary>Whether a text can be the key of a line.</summary>
    public static bool IsLineKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 128
            && text.StartsWith(Lines + "-", StringComparison.Ordinal)
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
    }

    /// <summary>The days of an account that statements cover, from one to another.</summary>
    public static RowRange DaysBetween(string account, DateOnly first, DateOnly last) =>
        RowRange.Between(DayPartition(account), DayKey(first), DayKey(last));

    /// <summary>Adds a statement.</summary>
    public Task AddAsync(string id, StatementUpload upload, CancellationToken cancellationToken) =>
        tables.Statements.TryAddAsync(Uploads, id, upload, cancellationToken);

    /// <summary>The statement; null if there is none.</summary>
    public Task<Stored<StatementUpload>?> FindAsync(string id, CancellationToken cancellationToken) =>
        tables.Statements.FindAsync<StatementUpload>(Uploads, id, cancellationToken);

    /// <summary>Changes a statement if it still is as it was read; null if another worker came first.</summary>
    public Task<Stored<StatementUpload>?> TryUpdateAsync(
        Stored<StatementUpload> stored,
        StatementUpload upload,
        CancellationToken cancellationToken) =>
        tables.Statements.TryUpdateAsync(stored, upload, cancellationToken);

    /// <summary>Stores lines. Safe to repeat until the first of them is booked.</summary>
    public Task ListAsync(string id, IEnumerable<StatementLine> lines, CancellationToken cancellationToken)
    {
        var rows = lines.Select(line => (LineKey(line), new ListedLine(line)));
        return tables.Statements.UpsertAllAsync(id, rows, cancellationToken);
    }

    /// <summary>Lines that are equal in all but the purpose, together, in the order of keys.</summary>
    /// <param name="id">The statement.</param>
    /// <param name="after">Only lines after this key; all if null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<IReadOnlyList<Stored<ListedLine>>> GroupsAsync(
        string id,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var group = new List<Stored<ListedLine>>();
        var lines = LinesAfter(id, after);
        await foreach (var row in tables.Statements.QueryAsync<ListedLine>(lines, null, cancellationToken))
        {
            if (group.Count > 0 && GroupOf(group[0].RowKey) != GroupOf(row.RowKey))
            {
                yield return group;
                group = [];
            }

            group.Add(row);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    /// <summary>Whether a statement has a line of the same identity.</summary>
    public async Task<bool> ListsAsync(string id, StatementLine line, CancellationToken cancellationToken)
    {
        var equal = RowRange.WithPrefix(id, GroupOf(LineKey(line)));
        return await tables.Statements.FirstPartitionAsync(equal, cancellationToken) is not null;
    }

    /// <summary>Says which movements lines are.</summary>
    public Task SaveAsync(
        string id,
        IEnumerable<(string RowKey, ListedLine Line)> lines,
        CancellationToken cancellationToken) => tables.Statements.UpsertAllAsync(id, lines, cancellationToken);

    /// <summary>All days of an account that statements cover.</summary>
    public IAsyncEnumerable<Stored<BankDay>> DaysAsync(string account, CancellationToken cancellationToken) =>
        tables.Statements.QueryAsync<BankDay>(RowRange.Partition(DayPartition(account)), null, cancellationToken);

    /// <summary>Days of a period that statements cover.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(
        string account,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken) =>
        await tables.Statements.QueryAsync<BankDay>(DaysBetween(account, first, last), null, cancellationToken)
            .Select(row => DayOf(row.RowKey))
            .ToListAsync(cancellationToken);

    /// <summary>What is known of a day; null if no statement covers it.</summary>
    public Task<Stored<BankDay>?> FindDayAsync(string account, DateOnly day, CancellationToken cancellationToken) =>
        tables.Statements.FindAsync<BankDay>(DayPartition(account), DayKey(day), cancellationToken);

    /// <summary>The last day before one that a statement covers; null if there is none.</summary>
    public async Task<Stored<BankDay>?> LastDayBeforeAsync(
        string account,
        DateOnly day,
        CancellationToken cancellationToken)
    {
        // Days stand oldest first. Weekends and holidays of two weeks are looked back at first, then all.
        foreach (var first in (DateOnly[])[day.AddDays(-16), new DateOnly(1900, 1, 1)])
        {
            var rows = DaysBetween(account, first, day.AddDays(-1));
            var last = await tables.Statements.QueryAsync<BankDay>(rows, null, cancellationToken)
                .LastOrDefaultAsync(cancellationToken);
            if (last is not null)
            {
                return last;
            }
        }

        return null;
    }

    /// <summary>The movements that a statement's lines of a day are.</summary>
    public async Task<HashSet<string>> MovementsOfDayAsync(
        string id,
        string account,
        DateOnly day,
        CancellationToken cancellationToken)
    {
        var lines = RowRange.WithPrefix(id, $"{Lines}-{account}-{DayKey(day)}");
        return await tables.Statements.QueryAsync<ListedLine>(lines, null, cancellationToken)
            .Select(row => row.Value.Movement)
            .OfType<string>()
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>What a statement says of a day.</summary>
    public Task SaveDayAsync(string account, DateOnly day, BankDay bankDay, CancellationToken cancellationToken) =>
        tables.Statements.UpsertAsync(DayPartition(account), DayKey(day), bankDay, cancellationToken);

    /// <summary>The day of a row's key.</summary>
    public static DateOnly DayOf(string rowKey) => MovementKey.DayOf(rowKey);

    /// <summary>The part of a line's key that equal lines have in common.</summary>
    public static string GroupOf(string rowKey)
    {
        ArgumentNullException.ThrowIfNull(rowKey);
        return rowKey[..rowKey.LastIndexOf('-')];
    }

    private static string LineKey(StatementLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Lines}-{line.OwnAccount}-{DayKey(line.Day)}-{MovementKey.IdentityPrefix(line, LineIdentity.Of(line))}"
        + $"-{line.Position:D7}");

    private static string DayPartition(string account) => $"{Days}-{account}";

    private static string DayKey(DateOnly day) => MovementKey.PartitionOf(day);
}
