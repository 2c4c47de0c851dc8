using Billing;
using Functions.Http;
using Functions.Storage;
using Functions.TopUps;

namespace Functions.Movements;

/// <summary>
/// Money that a bank connector reports. The same movement may come with a statement under another identity, before or
/// after: reports and lines of one day and sum are paired one to one, so that it is booked once.
/// </summary>
public sealed class ReportedMoney(MovementRows movements, BookMovement bookMovement, TimeProvider time)
{
    /// <summary>Books it, unless a statement brought it already.</summary>
    /// <returns>The movement that the money is: the report, or the line that is the same.</returns>
    public async Task<BookedMovement> BookAsync(
        string clientId,
        TopUpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var report = await DecideAsync(clientId, request, cancellationToken);
        if (report.Value.RequestHash != request.Hash)
        {
            return new(report, new TopUpResult.IdReused());
        }

        if (report.Value is { Status: MovementStatus.Confirmed, Twin: { } twin })
        {
            report = (await movements.FindAsync(MovementKey.FromId(twin)!, cancellationToken))!;
        }

        return await bookMovement.RunAsync(report, cancellationToken);
    }

    /// <summary>Keeps money that can be booked to nobody.</summary>
    public async Task SuspendAsync(TopUpRequest request, SuspenseReason reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var movement = MovementOf(request).Decide(MovementStatus.Suspense, reason.Code(), time.GetUtcNow());
        await movements.TryAddAsync(KeyOf(request), movement, cancellationToken);
    }

    /// <summary>
    /// Keeps the report of a top-up that was booked when no movements were kept yet, so that a statement of its day is
    /// not booked once more. Safe to repeat.
    /// </summary>
    /// <returns>The bank's day if the report was missing; else null.</returns>
    public async Task<DateOnly?> KeepAsync(
        string clientId,
        string accountNumber,
        Entry topUp,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(topUp);
        var request = new TopUpRequest(accountNumber, topUp.Amount, (TopUpDetails)topUp.Details);
        var report = MovementOf(request);
        var id = request.Details.ExternalId;
        if (TopUpRequest.MovementOf(id) is not null
            || await movements.FindReportAsync(report.Day, report.Amount, id, cancellationToken) is not null)
        {
            return null;
        }

        var booked = report.Decide(MovementStatus.Credited, CreditReason.ByAccount.Code(), time.GetUtcNow()) with
        {
            Parts = [new(clientId, accountNumber, topUp.Amount, topUp.Number)],
        };
        return await movements.TryAddAsync(KeyOf(request), booked, cancellationToken) ? booked.Day : null;
    }

    /// <summary>Decides once for an id: whoever comes later finds what was decided.</summary>
    private async Task<Stored<Movement>> DecideAsync(
        string clientId,
        TopUpRequest request,
        CancellationToken cancellationToken)
    {
        var key = KeyOf(request);
        await movements.TryAddAsync(key, MovementOf(request), cancellationToken);
        while (true)
        {
            // What was refused before may be accepted now.
            var stored = (await movements.FindAsync(key, cancellationToken))!;
            if (stored.Value.Status is not (MovementStatus.Deciding or MovementStatus.Ignored))
            {
                return stored;
            }

            var decided = await PairAsync(clientId, request, stored.Value, key, cancellationToken);
            if (await movements.TryUpdateAsync(stored, decided, cancellationToken) is { } updated)
            {
                return updated;
            }
        }
    }

    private async Task<Movement> PairAsync(
        string clientId,
        TopUpRequest request,
        Movement report,
        MovementKey key,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        MovementPart[] parts = [new(clientId, request.AccountNumber, request.Amount, Entry: null)];
        var credit = report.Decide(MovementStatus.Crediting, CreditReason.ByAccount.Code(), now) with { Parts = parts };
        if (report.Twin is not null)
        {
            return credit;
        }

        var lines = await movements.LinesAsync(report.Day, report.Amount, cancellationToken);
        if (lines.Exists(line => line.Value.Status == MovementStatus.Deciding))
        {
            throw new BusyException("A statement's line of that day and sum is being decided on.");
        }

        var inn = request.Details.Order?.PayerInn;
        var free = lines.Where(line => CanBeTwin(line.Value, key.Id)).ToArray();
        if (free.FirstOrDefault(line => IsSame(line.Value, clientId, inn)) is not { } same)
        {
            return free.Any(line => MovementRows.IsOpen(line.Value) && MayBeSame(line.Value, inn))
                ? report.Decide(MovementStatus.Suspense, SuspenseReason.MaybeBooked.Code(), now)
                : credit;
        }

        // Nobody knew whose the line was? The report tells.
        var paired = MovementRows.IsOpen(same.Value)
            ? same.Value.Decide(MovementStatus.Crediting, CreditReason.ByAccount.Code(), now) with { Parts = parts }
            : same.Value;
        _ = await movements.TryUpdateAsync(same, paired with { Twin = key.Id }, cancellationToken)
            ?? throw new BusyException("A statement's line of that day and sum was changed.");
        return report.Decide(MovementStatus.Confirmed, "same-as-line", now) with
        {
            Twin = MovementRows.KeyOf(same).Id,
        };
    }

    private static bool CanBeTwin(Movement line, string reportId) =>
        (line.Twin is null || line.Twin == reportId)
        && line.VanishedFrom is null
        && line.Status is MovementStatus.Crediting
            or MovementStatus.Credited
            or MovementStatus.Suspense
            or MovementStatus.ReturnDue;

    private static bool IsSame(Movement line, string clientId, string? inn) =>
        line.Parts.All(part => part.ClientId == clientId)
        && (line.Parts.Count == 1 || (inn is not null && line.Counterparty.Inn == inn));

    private static bool MayBeSame(Movement line, string? inn) => inn is null || line.Counterparty.Inn.Length == 0;

    private static MovementKey KeyOf(TopUpRequest request) => MovementKey.OfReport(
        BusinessDay.FromInstant(request.Details.ReceivedAt),
        request.Amount,
        request.Id);

    private Movement MovementOf(TopUpRequest request)
    {
        var (details, order) = (request.Details, request.Details.Order);
        return new(
            MovementSource.Reported,
            Account: "",
            IsCredit: true,
            BusinessDay.FromInstant(details.ReceivedAt),
            order?.Number ?? "",
            request.Amount,
            new(details.Payer, order?.PayerInn ?? "", order?.PayerAccount ?? "", order?.PayerBic ?? "", Bank: ""),
            details.Purpose,
            MovementStatus.Deciding,
            Reason: "",
            details.ReceivedAt,
            time.GetUtcNow())
        {
            ExternalId = details.ExternalId,
            RequestHash = request.Hash,
        };
    }
}
