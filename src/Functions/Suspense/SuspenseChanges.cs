using Billing;
using Functions.Http;
using Functions.Movements;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Suspense;

/// <summary>
/// What an operator decides about a movement in suspense. Each decision is stored with who and why, and then carried
/// out; if the process dies in between, the message that was sent before carries it out.
/// </summary>
public sealed class SuspenseChanges(MovementRows movements, BookMovement bookMovement, QueueSender queues)
{
    // Nobody sees the message while a usual call is under way.
    private static readonly TimeSpan UsualCall = TimeSpan.FromSeconds(30);

    /// <summary>Decides and books.</summary>
    /// <param name="id">The movement.</param>
    /// <param name="decide">
    /// The movement as decided, or why it is not; the same movement if that was decided before by the same call.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome> RunAsync(
        string id,
        Func<Movement, (Movement? Next, Problem? Problem)> decide,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        if (MovementKey.FromId(id) is not { } key)
        {
            return Problems.NotFound;
        }

        while (await movements.FindAsync(key, cancellationToken) is { } stored)
        {
            var (next, problem) = decide(stored.Value);
            if (next is null)
            {
                return problem!;
            }

            if (next == stored.Value)
            {
                return Answer(id, await bookMovement.RunAsync(stored, cancellationToken));
            }

            var message = new StatementMessage { MovementId = id };
            await queues.SendAsync(QueueNames.Statements, message, UsualCall, cancellationToken);
            if (await movements.TryUpdateAsync(stored, next, cancellationToken) is { } updated)
            {
                var booked = await bookMovement.RunAsync(updated, cancellationToken);
                var day = new StatementMessage { Day = booked.Row.Value.Day };
                await queues.SendAsync(QueueNames.Statements, day, cancellationToken);
                return Answer(id, booked);
            }
        }

        return Problems.NotFound;
    }

    private static Outcome Answer(string id, BookedMovement booked) =>
        Outcome.Ok(MovementBody.From(id, booked.Row.Value));
}
