using Billing;
using Functions.Http;
using Functions.Storage;
using Functions.TopUps;

namespace Functions.Movements;

/// <summary>A movement as it is now, and what became of the part that was booked last.</summary>
public sealed record BookedMovement(Stored<Movement> Row, TopUpResult? Result);

/// <summary>Books the parts of a movement to the accounts that they are decided to be for. Safe to repeat.</summary>
public sealed class BookMovement(MovementRows movements, BookTopUp bookTopUp, TimeProvider time)
{
    /// <summary>Books what is not booked yet.</summary>
    public async Task<BookedMovement> RunAsync(Stored<Movement> row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var key = MovementRows.KeyOf(row);
        TopUpResult? result = null;
        while (row.Value is { Status: MovementStatus.Crediting } movement)
        {
            var index = movement.Parts.Index().First(part => part.Item.Entry is null).Index;
            var request = TopUpRequest.FromMovement(key.Id, movement, index);
            result = await bookTopUp.RunAsync(movement.Parts[index].ClientId, request, cancellationToken);
            var next = result is TopUpResult.Booked { Entry: var entry }
                ? movement.Booked(index, entry.Number)
                : Refused(movement, index, result);
            row = await movements.TryUpdateAsync(row, next, cancellationToken)
                ?? (await movements.FindAsync(key, cancellationToken))!;
        }

        return new(row, result);
    }

    // Of a line it is known that the money is there; a report that is refused is as if it had not been made.
    private Movement Refused(Movement movement, int index, TopUpResult result)
    {
        var rest = movement with { Parts = [.. movement.Parts.Where((_, number) => number != index)] };
        var reason = result is TopUpResult.BalanceTooLarge ? SuspenseReason.BalanceTooLarge.Code() : "id-reused";
        var status = movement is { Source: MovementSource.Reported, Parts.Count: 1 }
            ? MovementStatus.Ignored
            : MovementStatus.Suspense;
        return rest.Decide(status, reason, time.GetUtcNow());
    }
}
