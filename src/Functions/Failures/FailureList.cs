using System.Text;
using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Failures;

/// <summary>What waits for an operator, and running it again.</summary>
public sealed class FailureList(Tables tables, FailureLog log, QueueSender queues, TimeProvider time)
{
    private const string Closed = "closed";

    /// <summary>The failures, newest first.</summary>
    public async Task<Outcome> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Check(PageRequest.IsKey) is { } problem)
        {
            return problem;
        }

        var range = RowRange.After(FailureLog.Partition, page.After ?? "");
        var (rows, next) = await page.ReadAsync<FailureRecord>(
            tables.Failures,
            range,
            row => row.RowKey,
            cancellationToken);
        return Outcome.Ok(new FailuresBody([.. rows.Select(BodyOf)], next));
    }

    /// <summary>Sends the message of a failure again.</summary>
    public async Task<Outcome> RetryAsync(string id, CancellationToken cancellationToken)
    {
        if (!PageRequest.IsKey(id)
            || await tables.Failures.FindAsync<FailureRecord>(FailureLog.Partition, id, cancellationToken)
                is not { Value: var failure } row)
        {
            return Problems.NotFound;
        }

        await log.ForgetReportAsync(failure, cancellationToken);
        var message = Encoding.UTF8.GetString(failure.Message);
        await queues.SendTextAsync(failure.Queue, message, TimeSpan.Zero, cancellationToken);
        await tables.Failures.TryUpdateAsync(row, failure with { RetriedAt = time.GetUtcNow() }, cancellationToken);
        return new Outcome(202, new EmptyBody());
    }

    /// <summary>A failure that needs nothing more is on the list no longer; who closed it, and why, is kept.</summary>
    public async Task<Outcome> CloseAsync(
        string id,
        OperatorCall call,
        SuspenseForm form,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        var reason = OperatorCall.Reason(form.Reason, errors);
        var name = call.Name(form.Operator, errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (!PageRequest.IsKey(id)
            || await tables.Failures.FindAsync<FailureRecord>(FailureLog.Partition, id, cancellationToken)
                is not { Value: var failure })
        {
            return Problems.NotFound;
        }

        var closed = new ClosedFailure(failure, name, reason, time.GetUtcNow());
        await tables.Failures.TryAddAsync(Closed, id, closed, cancellationToken);
        await log.ForgetReportAsync(failure, cancellationToken);
        await tables.Failures.DeleteAsync(FailureLog.Partition, id, cancellationToken);
        return Outcome.NoContent;
    }

    private static FailureBody BodyOf(Stored<FailureRecord> row)
    {
        var failure = row.Value;
        var message = failure.Found is null
            ? null
            : QueueMessage.Parse<StatementMessage>(Encoding.UTF8.GetString(failure.Message));
        return new(
            row.RowKey,
            failure.Queue,
            failure.Reason,
            failure.ClientId,
            failure.At,
            failure.RetriedAt,
            failure.Found?.Code(),
            message?.Day,
            message?.MovementId);
    }
}
