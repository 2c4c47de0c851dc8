using System.Text;
using System.Text.Json;
using Billing;
using Functions.Outbox;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace Functions.Failures;

/// <summary>Records work that an operator has to look at, with the message that runs it again.</summary>
public sealed partial class FailureLog(
    Tables tables,
    BillingMetrics metrics,
    TimeProvider time,
    ILogger<FailureLog> logger)
{
    internal const string Partition = "failure";
    private const string Reports = "report";

    /// <summary>Records a failure.</summary>
    /// <param name="queue">Which work failed: the queue that the message is sent to if it is run again.</param>
    /// <param name="message">The message.</param>
    /// <param name="clientId">The client, if that is known.</param>
    /// <param name="reason">What went wrong: no personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RecordTextAsync(
        string queue,
        string message,
        string? clientId,
        string reason,
        CancellationToken cancellationToken) =>
        AddAsync(NewFailure(queue, message, clientId, reason), cancellationToken);

    /// <summary>Records a failure.</summary>
    public Task RecordAsync<T>(
        string queue,
        T message,
        string? clientId,
        string reason,
        CancellationToken cancellationToken)
        where T : QueueMessage =>
        RecordTextAsync(queue, QueueMessage.ToText(message), clientId, reason, cancellationToken);

    /// <summary>
    /// Records a failure that is found again and again: once, until an operator has it run again and it is still there.
    /// </summary>
    public Task RecordOnceAsync<T>(
        string queue,
        T message,
        string? clientId,
        string reason,
        CancellationToken cancellationToken)
        where T : QueueMessage =>
        AddOnceAsync(NewFailure(queue, QueueMessage.ToText(message), clientId, reason), cancellationToken);

    /// <summary>Records what a check of the bank's statements found, in the same way.</summary>
    /// <param name="found">What it is.</param>
    /// <param name="message">Has it checked again; names the day or the movement.</param>
    /// <param name="clientId">Whose money it is, if that is known.</param>
    /// <param name="reason">What is wrong: no personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RecordFoundAsync(
        Finding found,
        StatementMessage message,
        string? clientId,
        string reason,
        CancellationToken cancellationToken)
    {
        var failure = NewFailure(QueueNames.Statements, QueueMessage.ToText(message), clientId, reason);
        return AddOnceAsync(failure with { Found = found }, cancellationToken);
    }

    /// <summary>Whether a failure was recorded by <c>RecordOnceAsync</c>, and is not to be again.</summary>
    public async Task<bool> IsRecordedAsync(
        string queue,
        string? clientId,
        string reason,
        CancellationToken cancellationToken)
    {
        var key = ReportKey(queue, clientId, reason);
        return await tables.Failures.FindAsync<FailureReport>(Reports, key, cancellationToken) is not null;
    }

    /// <summary>From now on the same failure is recorded again if it is found again.</summary>
    internal Task ForgetReportAsync(FailureRecord failure, CancellationToken cancellationToken) =>
        tables.Failures.DeleteAsync(
            Reports,
            ReportKey(failure.Queue, failure.ClientId, failure.Reason),
            cancellationToken);

    /// <summary>Records a message that failed every try.</summary>
    /// <returns>The client that it was about, if it was about one.</returns>
    public async Task<string?> RecordPoisonAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var clientId = ClientIdOf(message);
        var reason = queue == QueueNames.TopUps
            ? "A top-up could not be booked: every try met a fault, of storage or of ours. It is not refused: "
                + "run it again."
            : clientId is null ? "The message was not understood."
            : "The message failed every try.";
        await RecordTextAsync(queue, message, clientId, reason, cancellationToken);
        return clientId;
    }

    private FailureRecord NewFailure(string queue, string message, string? clientId, string reason) => new(
        queue,
        Encoding.UTF8.GetBytes(message),
        clientId == Tables.Operators ? null : clientId,
        reason,
        time.GetUtcNow());

    private async Task AddAsync(FailureRecord failure, CancellationToken cancellationToken)
    {
        var id = $"{RowKeys.Descending(failure.At.UtcTicks)}-{Guid.NewGuid():N}";
        await tables.Failures.TryAddAsync(Partition, id, failure, cancellationToken);
        metrics.Failed(failure.Queue);
        LogRecorded(logger, failure.Queue, failure.Reason, failure.ClientId ?? "unknown");
    }

    private async Task AddOnceAsync(FailureRecord failure, CancellationToken cancellationToken)
    {
        var (queue, clientId, reason) = (failure.Queue, failure.ClientId, failure.Reason);
        if (!await IsRecordedAsync(queue, clientId, reason, cancellationToken))
        {
            await AddAsync(failure, cancellationToken);
            var key = ReportKey(queue, clientId, reason);
            await tables.Failures.TryAddAsync(Reports, key, new FailureReport(time.GetUtcNow()), cancellationToken);
        }
    }

    private static string ReportKey(string queue, string? clientId, string reason) =>
        HashedText.Key(queue, clientId ?? "", reason);

    private static string? ClientIdOf(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("clientId", out var id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Failure in {Queue}: {Reason} (client {ClientId})")]
    private static partial void LogRecorded(ILogger logger, string queue, string reason, string clientId);
}
