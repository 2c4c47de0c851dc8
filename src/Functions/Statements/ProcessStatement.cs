using System.Collections.Concurrent;
using Functions.Movements;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>
/// Works through a statement, from where it stands: it is checked as a whole, its lines are listed, then booked some
/// hundred at a time, so that no run of the function takes long. All of it is safe to repeat.
/// </summary>
public sealed class ProcessStatement(
    CheckStatement checkStatement,
    StatementRows statements,
    MovementRows movements,
    MatchLine matchLine,
    BookLines bookLines,
    BookMovement bookMovement,
    CloseDays closeDays,
    ReconcileBank reconcileBank,
    QueueSender queues)
{
    // Groups of equal lines that are booked at the same time; and in one run of the function.
    private const int AtOnce = 16;
    private const int MostInRun = 1600;

    /// <summary>Does some of the work, and sends a message for the rest.</summary>
    /// <exception cref="FormatException">The message names nothing.</exception>
    public async Task RunAsync(StatementMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is { Day: not null } or { AllBooks: true })
        {
            await reconcileBank.RunAsync(message, cancellationToken);
            return;
        }

        if (message.MovementId is { } movementId)
        {
            var key = MovementKey.FromId(movementId) ?? throw new FormatException("The message names no movement.");
            if (await movements.FindAsync(key, cancellationToken) is { } movement)
            {
                await bookMovement.RunAsync(movement, cancellationToken);
            }

            return;
        }

        var id = message.StatementId ?? throw new FormatException("The message names nothing.");
        if (await statements.FindAsync(id, cancellationToken) is not { } stored)
        {
            return;
        }

        if (stored.Value.Status == StatementStatus.Received)
        {
            stored = await checkStatement.RunAsync(id, stored, cancellationToken);
        }

        if (stored?.Value.Status == StatementStatus.Booking && !await BookAsync(id, stored, cancellationToken))
        {
            await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        }
    }

    /// <returns>Whether nothing is left, or another run is at work.</returns>
    private async Task<bool> BookAsync(
        string id,
        Stored<StatementUpload> stored,
        CancellationToken cancellationToken)
    {
        var (before, open) = (new DaysBefore(statements, id), new OpenSums(movements));
        var done = 0;
        var groups = statements.GroupsAsync(id, stored.Value.Progress, cancellationToken);
        await foreach (var window in groups.Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            var booked = new ConcurrentBag<(string RowKey, ListedLine Line)>();
            await Parallel.ForEachAsync(window, cancellationToken, async (rows, token) =>
            {
                if (matchLine.OwnAccounts.Contains(rows[0].Value.Line.OwnAccount))
                {
                    var isListedBefore = await before.CoverAsync(rows[0].Value.Line, token);
                    foreach (var line in await bookLines.RunAsync(id, rows, isListedBefore, open, token))
                    {
                        booked.Add(line);
                    }
                }
            });
            await statements.SaveAsync(id, booked, cancellationToken);
            var upload = stored.Value with
            {
                Progress = window[^1][^1].RowKey,
                Booked = stored.Value.Booked + window.Sum(rows => rows.Count),
            };
            if (await statements.TryUpdateAsync(stored, upload, cancellationToken) is not { } updated)
            {
                return true;
            }

            stored = updated;
            done += window.Length;
            if (done >= MostInRun)
            {
                return false;
            }
        }

        await closeDays.RunAsync(id, stored.Value, cancellationToken);
        var end = stored.Value with { Status = StatementStatus.Done };
        await statements.TryUpdateAsync(stored, end, cancellationToken);
        return true;
    }
}
