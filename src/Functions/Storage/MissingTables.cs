using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Microsoft.Extensions.Logging;

namespace Functions.Storage;

/// <summary>
/// Creates the app's tables when a request finds one missing, and repeats the request: so an app that starts does not
/// look whether they are there, and its first caller does not wait for that.
/// </summary>
internal sealed partial class MissingTables(ILogger<MissingTables> logger) : HttpPipelinePolicy
{
    private TableServiceClient? _service;

    /// <summary>Says where to create them.</summary>
    public void CreateIn(TableServiceClient service) => _service = service;

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Response is { Status: 404 } response
            && response.Headers.TryGetValue("x-ms-error-code", out var code)
            && code == TableErrorCode.TableNotFound)
        {
            LogMissing(logger);
            await Task.WhenAll(Tables.Names.Select(name =>
                _service!.CreateTableIfNotExistsAsync(name, message.CancellationToken)));
            await ProcessNextAsync(message, pipeline);
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app waits for no storage in a thread.");

    // On the first day of an environment this is how it should be; on any other day a table was deleted.
    [LoggerMessage(LogLevel.Warning, "A table was missing; the app's tables are created.")]
    private static partial void LogMissing(ILogger logger);
}
