using Azure;
using Azure.Data.Tables;
using Billing;

namespace Functions.Storage;

/// <summary>
/// The feed of events that are told to others: a partition with all of them, and one for each widget account. Numbers
/// have no gaps: an event's row, the row that finds it again, and the partition's end are one transaction.
/// </summary>
public sealed class FeedRows(Tables tables) : IDisposable
{
    /// <summary>The partition with the events of all clients.</summary>
    public const string All = "all";

    private const string End = "end";
    private const int Attempts = 8;

    // Writers of one instance do not race each other for the next number.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The partition of a widget account, which may be any text.</summary>
    public static string PartitionOf(string widgetAccount) => $"account-{HashedText.Key(widgetAccount)}";

    /// <summary>Adds an event with the partition's next number, unless it is there.</summary>
    /// <returns>The event as it is in the feed: with the payload that was told first.</returns>
    /// <exception cref="BusyException">Other writers came first again and again.</exception>
    public async Task<FeedEvent> AppendAsync(string partition, FeedEvent told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var i = 0; i < Attempts; i++)
            {
                if (await TryAppendAsync(partition, told, cancellationToken) is { } added)
                {
                    return added;
                }

                // Told before, by an earlier run of the same work or by an attempt whose answer was lost.
                if (await FindToldAsync(partition, told, cancellationToken) is { } existing)
                {
                    return existing;
                }

                await Task.Delay(Random.Shared.Next(5, 20 << i), cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }

        throw new BusyException("Other events kept taking the next number of the feed.");
    }

    /// <summary>The event of a number; null if there is none.</summary>
    public async Task<FeedEvent?> FindAsync(string partition, long number, CancellationToken cancellationToken) =>
        (await tables.Events.FindAsync<FeedEvent>(partition, RowKeys.Ascending(number), cancellationToken))?.Value;

    /// <summary>Events after a number, oldest first.</summary>
    /// <param name="partition">Whose.</param>
    /// <param name="after">The number before the first.</param>
    /// <param name="most">How many are read at a time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<FeedEvent> AfterAsync(
        string partition,
        long after,
        int most,
        CancellationToken cancellationToken)
    {
        var last = RowKeys.Ascending(long.MaxValue);
        var range = RowRange.Between(partition, RowKeys.Ascending(after) + "-", last);
        return tables.Events.QueryAsync<FeedEvent>(range, most, cancellationToken).Select(row => row.Value);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<FeedEvent?> TryAppendAsync(
        string partition,
        FeedEvent told,
        CancellationToken cancellationToken)
    {
        var end = await tables.Events.FindAsync<FeedEnd>(partition, End, cancellationToken);
        var added = told with { Number = (end?.Value.Number ?? 0) + 1 };
        var next = tables.Events.ToEntity(partition, End, new FeedEnd(added.Number));
        TableTransactionAction[] actions =
        [
            Add(partition, RowKeys.Ascending(added.Number), added),
            Add(partition, ToldKey(told), new ToldEvent(added.Number)),
            end is null
                ? new(TableTransactionActionType.Add, next)
                : new(TableTransactionActionType.UpdateReplace, next, end.Version),
        ];
        try
        {
            await tables.Events.Client.SubmitTransactionAsync(actions, cancellationToken);
            return added;
        }
        catch (RequestFailedException error) when (error.IsConflict())
        {
            return null;
        }
    }

    private async Task<FeedEvent?> FindToldAsync(
        string partition,
        FeedEvent told,
        CancellationToken cancellationToken)
    {
        var row = await tables.Events.FindAsync<ToldEvent>(partition, ToldKey(told), cancellationToken);
        return row is null ? null : await FindAsync(partition, row.Value.Number, cancellationToken);
    }

    private TableTransactionAction Add<T>(string partition, string rowKey, T value) =>
        new(TableTransactionActionType.Add, tables.Events.ToEntity(partition, rowKey, value));

    private static string ToldKey(FeedEvent told) => $"told-{told.ClientId}-{RowKeys.Ascending(told.Sequence)}";
}
