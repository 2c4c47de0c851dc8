using System.Globalization;
using Billing;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Movements;

/// <summary>
/// Money whose top-up was reversed belongs to nobody again: its movement goes back to suspense, whole, so that the
/// rightful owner can be credited in full. If the reversal is undone, the movement is the client's again.
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
        if (correction.Undoes != EntryKind.TopUp)
        {
            return;
        }

        // Taken from the account, and what of it is owed; given back, if a reversal is undone.
        var released = (correction.Debt ?? Money.Zero) - entry.Amount;
        var topUp = await TopUpOfAsync(clientId, correction.Corrects, cancellationToken);
        if (topUp is null || KeyOf(topUp) is not { } key)
        {
            return;
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"released-{clientId}-{entry.Number}");
        while (await movements.FindAsync(key, cancellationToken) is { } row
            && row.Value.Steps.All(step => step.What != code))
        {
            var step = new MovementStep(time.GetUtcNow(), correction.Operator, code, correction.Reason);
            var changed = row.Value.Release(topUp.Number, released).With(step);
            if (await movements.TryUpdateAsync(row, changed, cancellationToken) is not null)
            {
                var message = new StatementMessage { Day = changed.Day };
                await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
            }
        }
    }

    private async Task<Entry?> TopUpOfAsync(string clientId, long number, CancellationToken cancellationToken)
    {
        while (await states.FindEntryAsync(clientId, number, cancellationToken) is { } entry)
        {
            if (entry.Details is not CorrectionDetails { Corrects: var corrected })
            {
                return entry;
            }

            number = corrected;
        }

        return null;
    }

    /// <summary>A line's movement is named in the id; what was reported stands under its day, sum and id.</summary>
    private static MovementKey? KeyOf(Entry entry)
    {
        if (entry.Details is not TopUpDetails topUp)
        {
            return null;
        }

        const string Bank = "bank-";
        return topUp.ExternalId.StartsWith(Bank, StringComparison.Ordinal)
            && MovementKey.FromId(topUp.ExternalId[Bank.Length..topUp.ExternalId.LastIndexOf('-')]) is { } key
                ? key
                : MovementKey.OfReport(
                    BusinessDay.FromInstant(topUp.ReceivedAt),
                    entry.Amount,
                    HashedText.Key(topUp.ExternalId));
    }
}
