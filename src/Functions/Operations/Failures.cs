using System.Text;
using Azure;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Ledgers;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Operations;

/// <summary>What went wrong and waits for an operator: recorded where he sees it, and run again from there.</summary>
public sealed partial class Failures(Tables tables, Pending pending, Changes changes, Events events, TimeProvider time, ILogger<Failures> logger)
{
    /// <summary>The name under which a ledger that does not add up is recorded; running it again checks the whole ledger.</summary>
    public const string Reconciliation = "reconciliation";

    private const string Partition = "failure";
    private const int LongestPage = 200;

    /// <summary>Records a failure.</summary>
    /// <param name="queue">Which work failed.</param>
    /// <param name="message">The message, to be sent again.</param>
    /// <param name="clientId">Whose, if that is known.</param>
    /// <param name="reason">What went wrong: no personal data.</param>
    /// <param name="stop">Gives up.</param>
    public async Task RecordAsync(string queue, string message, string? clientId, string reason, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var row = new TableEntity(Partition, $"{RowKeys.Descending(now.UtcTicks)}-{Guid.NewGuid():N}")
        {
            ["Queue"] = queue,
            ["Reason"] = reason,
            ["At"] = now,

            // As bytes: a message can be longer than a text property may be.
            ["Message"] = Encoding.UTF8.GetBytes(message),
        };
        if (clientId is not null)
        {
            row["ClientId"] = clientId;
        }

        await tables.Pending.AddEntityAsync(row, stop);
        events.Failed(queue);
        Recorded(logger, queue, reason, clientId ?? "unknown");
    }

    /// <summary>A message that failed every try: recorded, and no longer brought back by its marker.</summary>
    /// <returns>The work that it was, if it was any.</returns>
    public async Task<Work?> PoisonAsync(string queue, string message, CancellationToken stop)
    {
        var work = queue == Queues.TopUps ? null : Work.TryParse(message);
        var reason = queue == Queues.TopUps ? "A top-up could not be booked: every try met a fault, of storage or of ours. It is not refused: run it again."
            : work is null ? "The message was not understood."
            : $"The message failed every try: {work.LetterId}";
        await RecordAsync(queue, message, work?.ClientId, reason, stop);
        if (work is not null)
        {
            await pending.DoneAsync(work, stop);
        }

        return work;
    }

    /// <summary>The failures, newest first.</summary>
    public async Task<Outcome> ListAsync(PageRequest page, CancellationToken stop)
    {
        if (page.Check(LongestPage) is { } problem)
        {
            return problem;
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {page.After ?? ""}");
        var (rows, next) = await page.ReadAsync(tables.Pending, filter, row => row.RowKey, stop);
        return Outcome.Ok(new FailuresBody(
            [.. rows.Select(row => new FailureBody(
                row.RowKey, row.GetString("Queue"), row.GetString("Reason"), row.GetString("ClientId"), row.Instant("At")!.Value, row.Instant("RetriedAt")))],
            next));
    }

    /// <summary>Sends the message of a failure again.</summary>
    public async Task<Outcome> RetryAsync(string id, CancellationToken stop)
    {
        if (!PageRequest.IsKey(id) || await tables.Pending.FindAsync(Partition, id, stop) is not { } row)
        {
            return Problems.NotFound;
        }

        var queue = row.GetString("Queue");
        var message = Encoding.UTF8.GetString(row.GetBinary("Message"));
        var outcome = new Outcome(202, new EmptyBody());
        if (queue == Queues.TopUps)
        {
            outcome = outcome with { Message = (queue, message) };
        }
        else if (queue == Reconciliation)
        {
            await changes.NoteAsync(message, whole: true, stop);
        }
        else if (Work.TryParse(message) is { } work)
        {
            await ReopenLetterAsync(work, stop);
            outcome = outcome with { Work = [await pending.MarkAsync(work.Queue, work.ClientId, work.LetterId, stop)] };
        }

        row["RetriedAt"] = time.GetUtcNow();
        await tables.Pending.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, stop);
        return outcome;
    }

    private async Task ReopenLetterAsync(Work work, CancellationToken stop)
    {
        if (work.LetterId is { } letterId && await tables.Clients.FindAsync(work.ClientId, RowKeys.Letter(letterId), stop) is { } row)
        {
            var letter = LetterRow.From(row);
            var reopened = letter.Status switch
            {
                LetterStatus.Failed => letter with { Status = LetterStatus.Queued, Round = letter.Round + 1 },
                LetterStatus.GivenUp => letter with { Status = LetterStatus.Sending },
                _ => null,
            };
            if (reopened is not null)
            {
                await tables.Clients.UpdateEntityAsync(reopened.ToEntity(work.ClientId), row.ETag, TableUpdateMode.Replace, stop);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure in {Queue}: {Reason} (client {ClientId})")]
    private static partial void Recorded(ILogger logger, string queue, string reason, string clientId);
}
