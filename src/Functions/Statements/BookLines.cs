using Billing;
using Functions.Movements;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>
/// Books the lines of a statement that are equal in all but the purpose. Those that earlier statements listed are found
/// again; only the surplus is new. Safe to repeat, also while another statement with the same lines is worked through.
/// </summary>
public sealed class BookLines(
    MovementRows movements,
    StatementRows statements,
    DecideLine decideLine,
    SentReturns sentReturns,
    BookMovement bookMovement,
    TimeProvider time)
{
    /// <summary>Books the lines, and says which movements they are.</summary>
    /// <param name="statementId">The statement.</param>
    /// <param name="rows">Its lines of one identity.</param>
    /// <param name="isListedBefore">Whether an earlier statement covers their day.</param>
    /// <param name="open">What waits for an operator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines with their movements, by row key.</returns>
    public async Task<IReadOnlyList<(string RowKey, ListedLine Line)>> RunAsync(
        string statementId,
        IReadOnlyList<Stored<ListedLine>> rows,
        bool isListedBefore,
        OpenSums open,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var lines = rows.Select(row => row.Value.Line).ToArray();
        var found = await FindOrAddAsync(statementId, lines, cancellationToken);
        var listed = new List<(string RowKey, ListedLine Line)>();
        foreach (var (row, movement) in rows.Zip(found))
        {
            var booked = await CompleteAsync(movement, statementId, isListedBefore, open, cancellationToken);
            listed.Add((row.RowKey, row.Value with
            {
                Movement = MovementRows.KeyOf(booked).Id,
                IsSeenBefore = booked.Value.Statement != statementId,
            }));
        }

        return listed;
    }

    /// <summary>The movement of each line; those that are new are added.</summary>
    private async Task<Stored<Movement>[]> FindOrAddAsync(
        string statementId,
        StatementLine[] lines,
        CancellationToken cancellationToken)
    {
        var identity = LineIdentity.Of(lines[0]);
        while (true)
        {
            var seen = await movements.EqualToAsync(lines[0], identity, cancellationToken);
            var pairing = LinePairing.Pair(
                [.. seen.Select(movement => movement.Value.Purpose)],
                [.. lines.Select(line => line.Purpose)]);
            if (pairing.Surplus is [])
            {
                return
                [
                    .. pairing.Pairs.OrderBy(pair => pair.Listed).Select(pair => seen[pair.Seen]),
                ];
            }

            // Added or not: another statement may have been first. Either way they are found now.
            var next = lines[pairing.Surplus[0]];
            await movements.TryAddAsync(
                MovementKey.OfLine(next, identity, seen.Count + 1),
                Movement.FromLine(next, statementId, time.GetUtcNow()),
                cancellationToken);
        }
    }

    private async Task<Stored<Movement>> CompleteAsync(
        Stored<Movement> row,
        string statementId,
        bool isListedBefore,
        OpenSums open,
        CancellationToken cancellationToken)
    {
        while (row.Value.Status == MovementStatus.Deciding)
        {
            var decided = await decideLine.RunAsync(
                row,
                line => isListedBefore
                    ? ReplacesAsync(statementId, line, cancellationToken)
                    : Task.FromResult(false),
                open,
                cancellationToken);
            row = await movements.TryUpdateAsync(row, decided, cancellationToken)
                ?? (await movements.FindAsync(MovementRows.KeyOf(row), cancellationToken))!;
            await sentReturns.DoneAsync(row.Value, cancellationToken);
        }

        return (await bookMovement.RunAsync(row, cancellationToken)).Row;
    }

    /// <summary>Whether a line stands in the place of one that this statement does not list any more.</summary>
    private async Task<bool> ReplacesAsync(string statementId, StatementLine line, CancellationToken cancellationToken)
    {
        await foreach (var other in movements.WithNumberAsync(line.Day, line.Number, cancellationToken))
        {
            if (other.Value.Statement is { } listedBy
                && listedBy != statementId
                && LineIdentity.Restates(line, other.Value.ToLine())
                && LineIdentity.Of(line) != LineIdentity.Of(other.Value.ToLine())
                && !await statements.ListsAsync(statementId, other.Value.ToLine(), cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
