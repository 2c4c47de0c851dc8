using System.Globalization;
using Billing;
using Functions.Outbox;
using Functions.Storage;
using Functions.TopUps;

namespace Functions.Movements;

/// <summary>
/// Money whose top-up was reversed belongs to nobody again: its movement goes back to suspense, whole, so that the
/// rightful owner can be credited in full.
/// </summary>
public sealed class ReleaseMoney(MovementRows movements, ClientStates states, QueueSender queues, TimeProvider time)
{
    /// <summary>Follows a correction. Safe to repeat.</summary>
    public async Task RunAsync(
        string clientId,
        Entry entry,
        CorrectionDetails correction,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(correction);
        if (correction.Undoes != EntryKind.TopUp
            || await states.FindEntryAsync(clientId, correction.Corrects, cancellationToken)
                is not { Details: TopUpDetails details } topUp
            || await KeyOfAsync(topUp, details, cancellationToken) is not { } key)
        {
            return;
        }

        // Taken from the account, and what of it is owed.
        var released = (correction.Debt ?? Money.Zero) - entry.Amount;

        var code = string.Create(CultureInfo.InvariantCulture, $"released-{clientId}-{entry.Number}");
        while (await movements.FindAsync(key, cancellationToken) is { } row
            && row.Value.Steps.All(step => step.What != code))
        {
            var step = new MovementStep(time.GetUtcNow(), correction.Operator, code, correction.Reason);
            var changed = row.Value.Release(clientId, topUp.Number, released).With(step);
            if (await movements.TryUpdateAsync(row, changed, cancellationToken) is not null)
            {
                var message = new StatementMessage { Day = changed.Day };
                await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
            }
        }
    }

    /// <summary>A line's movement is named in the id; what was reported stands under its day, sum and id.</summary>
    private async Task<MovementKey?> KeyOfAsync(Entry topUp, TopUpDetails details, CancellationToken cancellationToken)
    {
        var id = details.ExternalId;
        if (TopUpRequest.MovementOf(id) is { } key)
        {
            return key;
        }

        var day = BusinessDay.FromInstant(details.ReceivedAt);
        return await movements.FindReportAsync(day, topUp.Amount, id, cancellationToken);
    }
}
