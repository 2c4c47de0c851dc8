using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Movements;

/// <summary>
/// Decides what becomes of a line that a statement lists for the first time. Nothing is booked here: once the decision
/// is stored, <see cref="BookMovement"/> does that.
/// </summary>
public sealed class DecideLine(
    MovementRows movements,
    ClientStates states,
    MatchLine matchLine,
    BookMovement bookMovement,
    SentReturns sentReturns,
    TimeProvider time)
{
    /// <summary>The line, decided.</summary>
    /// <param name="row">A movement that is to be decided on.</param>
    /// <param name="replaces">Whether it stands in the place of a line that vanished.</param>
    /// <param name="open">What waits for an operator.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Movement> RunAsync(
        Stored<Movement> row,
        Func<StatementLine, Task<bool>> replaces,
        OpenSums open,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(replaces);
        var (movement, now) = (row.Value, time.GetUtcNow());
        var line = movement.ToLine();
        if (!line.IsCredit)
        {
            var id = MovementRows.KeyOf(row).Id;
            return await sentReturns.FindAsync(id, line, open, cancellationToken) is { } returned
                ? movement.Decide(MovementStatus.ReturnSent, "return-sent", now) with { ReturnOf = returned }
                : movement.Decide(MovementStatus.Outgoing, "outgoing", now);
        }

        var match = await matchLine.RunAsync(line, cancellationToken);
        if (match.Decision is MatchDecision.Ignore ignored)
        {
            return movement.Decide(MovementStatus.Ignored, ignored.Reason.Code(), now);
        }

        var credit = match.Decision as MatchDecision.Credit;
        switch (await ConfirmAsync(row, line, credit?.ClientId, cancellationToken))
        {
            case Confirmation.Confirms { TopUp.Id: var reportId }:
                return movement.Decide(MovementStatus.Confirmed, "same-as-report", now) with { Twin = reportId };
            case Confirmation.MaybeBooked:
                return movement.Decide(MovementStatus.Suspense, SuspenseReason.MaybeBooked.Code(), now);
        }

        if (await replaces(line))
        {
            return movement.Decide(MovementStatus.Suspense, SuspenseReason.Restated.Code(), now);
        }

        if (credit is null)
        {
            var reason = ((MatchDecision.Suspend)match.Decision).Reason;
            return movement.Decide(MovementStatus.Suspense, reason.Code(), now);
        }

        var state = await states.LoadAsync(credit.ClientId, cancellationToken);
        return movement.Decide(MovementStatus.Crediting, credit.Reason.Code(), now) with
        {
            IsPaidByOther = match.IsPaidByOther ? true : null,
            Parts = [new(credit.ClientId, state.Account!.Number, line.Amount, Entry: null)],
        };
    }

    /// <summary>
    /// Whether the line is money that a connector reported: then the report is marked as confirmed by it, once it is
    /// booked.
    /// </summary>
    private async Task<Confirmation> ConfirmAsync(
        Stored<Movement> row,
        StatementLine line,
        string? clientId,
        CancellationToken cancellationToken)
    {
        var id = MovementRows.KeyOf(row).Id;
        var reports = await BookedReportsAsync(id, line, cancellationToken);
        var found = Confirmation.Find(line, clientId, [.. reports.Select(ToTopUp)]);
        if (found is Confirmation.Confirms { TopUp.Id: var reportId })
        {
            var report = reports.First(each => MovementRows.KeyOf(each).Id == reportId);
            var booked = await bookMovement.RunAsync(report, cancellationToken);
            var confirmed = booked.Row.Value with { Twin = id };
            _ = await movements.TryUpdateAsync(booked.Row, confirmed, cancellationToken)
                ?? throw new BusyException("A report of that day and sum was changed.");
        }

        return found;
    }

    /// <summary>
    /// The reports of that day and sum that are booked, are about to be, or were booked and taken back. One that is not
    /// decided on yet is touched: it has to be decided anew then, and meets this line.
    /// </summary>
    private async Task<Stored<Movement>[]> BookedReportsAsync(
        string lineId,
        StatementLine line,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var reports = (await movements.ReportsAsync(line.Day, line.Amount, cancellationToken))
                .Where(report => report.Value.Twin is null || report.Value.Twin == lineId)
                .ToLookup(report => report.Value.Status);
            var touched = true;
            foreach (var report in reports[MovementStatus.Deciding])
            {
                touched &= await movements.TryUpdateAsync(report, report.Value, cancellationToken) is not null;
            }

            if (touched)
            {
                return
                [
                    .. reports[MovementStatus.Crediting],
                    .. reports[MovementStatus.Credited],
                    .. reports[MovementStatus.Suspense].Where(WasBooked),
                    .. reports[MovementStatus.ReturnDue].Where(WasBooked),
                    .. reports[MovementStatus.Returned].Where(WasBooked),
                ];
            }
        }
    }

    private static bool WasBooked(Stored<Movement> report) => report.Value.Parts.Count > 0;

    private static ReportedTopUp ToTopUp(Stored<Movement> report) => new(
        MovementRows.KeyOf(report).Id,
        report.Value.Parts is [var part, ..] ? part.ClientId : "",
        report.Value.Day,
        report.Value.Amount,
        report.Value.Counterparty.Inn);
}
