using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>
/// Keeps the state of timers where the Functions host keeps it: one blob each, in its container and under its names.
/// </summary>
internal sealed partial class ScheduleMonitor(AppSettings settings, string hostId, ILogger<ScheduleMonitor> logger)
{
    private const string Container = "azure-webjobs-hosts";

    /// <summary>The state kept; null if there is none, or none that can be read.</summary>
    public async Task<ScheduleStatus?> ReadAsync(Function function, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await Blob(function).DownloadContentAsync(cancellationToken);
            var status = blob.Value.Content.ToObjectFromJson<ScheduleStatus>()!;
            return new ScheduleStatus
            {
                Last = Utc(status.Last),
                Next = Utc(status.Next),
                LastUpdated = Utc(status.LastUpdated),
            };
        }
        catch (Exception e) when (e is RequestFailedException { Status: 404 } or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a state. A failure is logged and the timer goes on, as in the host.</summary>
    public async Task WriteAsync(Function function, ScheduleStatus status)
    {
        try
        {
            await new BlobContainerClient(settings.ConnectionString(null), Container).CreateIfNotExistsAsync();
            await Blob(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true);
        }
        catch (RequestFailedException e)
        {
            LogNotWritten(logger, e, function.Name);
        }
    }

    private BlobClient Blob(Function function) =>
        new(settings.ConnectionString(null), Container, $"timers/{hostId}/Host.Functions.{function.Name}/status");

    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Local
            ? time.ToUniversalTime()
            : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    [LoggerMessage(LogLevel.Error, "Function '{Function}' failed to update the timer trigger status.")]
    private static partial void LogNotWritten(ILogger logger, Exception exception, string function);
}
