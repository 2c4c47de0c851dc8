using System.Globalization;
using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Statements;

/// <summary>Takes a bank's file: it is kept as it is, and worked through by a queue.</summary>
public sealed class UploadStatement(
    StatementFiles files,
    StatementRows statements,
    QueueSender queues,
    TimeProvider time)
{
    /// <summary>A year of a large company's account.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Keeps the body's bytes, whatever type the caller says they are.</summary>
    public async Task<Outcome> RunAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (LengthOf(request) is not { } length)
        {
            return Problems.LengthRequired;
        }

        if (length > MaxBytes)
        {
            return Problems.FileTooLarge(MaxBytes);
        }

        if (length == 0)
        {
            return Problems.MalformedBody("Тело запроса пустое: отправьте файл выписки.");
        }

        var now = time.GetUtcNow();
        var id = StatementRows.NewId(now);
        var size = await files.SaveAsync(id, request.Body, cancellationToken);
        var upload = new StatementUpload(StatementStatus.Received, now, size, NameOf(request));
        await statements.AddAsync(id, upload, cancellationToken);
        var message = new StatementMessage { StatementId = id };
        await queues.SendAsync(QueueNames.Statements, message, cancellationToken);
        return new Outcome(202, StatementBody.From(id, upload)) { Location = $"/api/statements/{id}" };
    }

    // The Functions host gives a function no body whose length was not told.
    private static long? LengthOf(HttpRequestData request) =>
        request.Headers.TryGetValues("Content-Length", out var values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;

    private static string? NameOf(HttpRequestData request)
    {
        var name = PlainText.Cut(PlainText.Printable(request.Query["operator"]), OperatorCall.MaxNameLength);
        return name.Length == 0 ? null : name;
    }
}
