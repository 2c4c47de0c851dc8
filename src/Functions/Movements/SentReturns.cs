using Billing;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Movements;

/// <summary>Finds what money out gives back: the same sum goes to the account that it came from.</summary>
public sealed class SentReturns(
    MovementRows movements,
    SuspenseRows suspense,
    QueueSender queues,
    TimeProvider time)
{
    /// <summary>
    /// Marks what a line sends back as sent. Safe to repeat until <see cref="DoneAsync"/>, which is called once the
    /// line is decided.
    /// </summary>
    /// <param name="lineId">The line's movement.</param>
    /// <param name="line">Money out.</param>
    /// <param name="open">What waits for an operator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Which return, or which movement in suspense; null if it sends nothing back.</returns>
    public async Task<string?> FindAsync(
        string lineId,
        StatementLine line,
        OpenSums open,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(open);
        var payee = line.Counterparty.Account;
        var item = await suspense.FindUnsentAsync(line.Amount, payee, lineId, cancellationToken);
        if (item is not null)
        {
            _ = await suspense.TrySendAsync(item, lineId, cancellationToken)
                ?? throw new BusyException("The return was changed.");
            return item.RowKey;
        }

        foreach (var id in await open.OfAsync(line.Amount, cancellationToken))
        {
            if (await TryReturnAsync(id, payee, lineId, cancellationToken))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>What a line sent back waits no more.</summary>
    public Task DoneAsync(Movement line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.ReturnOf is { } id && MovementKey.FromId(id) is not null
            ? movements.ForgetAsync(id, cancellationToken)
            : Task.CompletedTask;
    }

    private async Task<bool> TryReturnAsync(
        string id,
        string payee,
        string lineId,
        CancellationToken cancellationToken)
    {
        if (await movements.FindAsync(MovementKey.FromId(id)!, cancellationToken) is not { } row)
        {
            return false;
        }

        if (row.Value is { Status: MovementStatus.Returned, Twin: var sentBy } && sentBy == lineId)
        {
            // An earlier attempt got as far as this.
            return true;
        }

        if (row.Value.Status != MovementStatus.ReturnDue
            || row.Value.Counterparty.Account != payee)
        {
            return false;
        }

        var returned = row.Value.Decide(MovementStatus.Returned, "returned", time.GetUtcNow()) with { Twin = lineId };
        if (await movements.TryUpdateAsync(row, returned, cancellationToken, staysListed: true) is null)
        {
            return false;
        }

        await queues.SendAsync(QueueNames.Statements, new StatementMessage { Day = returned.Day }, cancellationToken);
        return true;
    }
}
