using Billing;
using Functions.Failures;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Statements;

/// <summary>
/// Keeps what a statement says of each day, once its lines are booked, and finds lines that an earlier statement listed
/// and this one does not, or the other way round. Safe to repeat.
/// </summary>
public sealed class CloseDays(
    StatementFiles files,
    StatementRows statements,
    MovementRows movements,
    FailureLog failures,
    QueueSender queues,
    TimeProvider time)
{
    /// <summary>Keeps the days of a statement.</summary>
    public async Task RunAsync(string id, StatementUpload upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        StatementSummary summary;
        await using (var file = await files.OpenAsync(id, cancellationToken))
        {
            var own = upload.Accounts!.Select(account => account.Account).ToHashSet(StringComparer.Ordinal);
            summary = StatementCheck.Check(StatementReader.Read(file), own);
        }

        foreach (var account in summary.Accounts)
        {
            foreach (var day in account.Days)
            {
                await CloseAsync(id, account.Account, day, upload.CreatedOn!.Value, cancellationToken);
            }
        }
    }

    private async Task CloseAsync(
        string id,
        string account,
        DaySummary day,
        DateOnly createdOn,
        CancellationToken cancellationToken)
    {
        var existing = await statements.FindDayAsync(account, day.Day, cancellationToken);
        if (existing?.Value is { } known && known.CreatedOn > createdOn)
        {
            // An older file, uploaded late: the newer one knows better.
            return;
        }

        // A bank day is open until a statement that is made on a later day; until then lines may come and go.
        if (existing is not null && createdOn > day.Day)
        {
            await FindVanishedAsync(id, account, day.Day, cancellationToken);
        }

        var bankDay = new BankDay(day.Opening, day.Turnover.Credits, day.Turnover.Debits, id, createdOn);
        await statements.SaveDayAsync(account, day.Day, bankDay, cancellationToken);
        await queues.SendAsync(QueueNames.Statements, new StatementMessage { Day = day.Day }, cancellationToken);
    }

    /// <summary>Lines that this statement does not list any more, and those that are back.</summary>
    private async Task FindVanishedAsync(
        string id,
        string account,
        DateOnly day,
        CancellationToken cancellationToken)
    {
        var listed = await statements.MovementsOfDayAsync(id, account, day, cancellationToken);
        await foreach (var row in movements.OfDayAsync(day, cancellationToken))
        {
            var movement = row.Value;
            if (movement.Source != MovementSource.Statement || movement.Account != account)
            {
                continue;
            }

            switch (listed.Contains(MovementRows.KeyOf(row).Id), movement.VanishedFrom)
            {
                case (true, not null):
                    await movements.TryUpdateAsync(row, movement.Restored(time.GetUtcNow()), cancellationToken);
                    break;
                case (false, null):
                    await ReportVanishedAsync(id, row, cancellationToken);
                    break;
            }
        }
    }

    private async Task ReportVanishedAsync(string id, Stored<Movement> row, CancellationToken cancellationToken)
    {
        var movement = row.Value;
        await movements.TryUpdateAsync(row, movement.Vanished(id, time.GetUtcNow()), cancellationToken);
        await failures.RecordFoundAsync(
            Finding.LineVanished,
            new StatementMessage { MovementId = MovementRows.KeyOf(row).Id },
            movement.Parts is [var part, ..] ? part.ClientId : null,
            $"Movement {MovementRows.KeyOf(row).Id} ({movement.Amount}) is not in the bank's statement any more.",
            cancellationToken);
    }
}
