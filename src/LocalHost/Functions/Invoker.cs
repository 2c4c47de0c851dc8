using System.Diagnostics;
using LocalHost.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>
/// The one way to a function, whatever the trigger: it runs in the worker, then the messages that it put out are sent.
/// </summary>
internal sealed partial class Invoker(WorkerChannel channel, QueueOutputs outputs, ILoggerFactory loggers)
{
    /// <summary>Runs a function. A failure is logged here, once.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">What the trigger brings.</param>
    /// <param name="metadata">What the trigger says besides: route values, a message's id and count.</param>
    /// <param name="trace">The caller's trace, if it sent one.</param>
    /// <param name="cancellationToken">Tells the function to stop.</param>
    /// <returns>What the function put out; null if it failed.</returns>
    public async Task<InvocationResponse?> InvokeAsync(
        Function function,
        TypedData input,
        IEnumerable<KeyValuePair<string, TypedData>> metadata,
        RpcTraceContext? trace,
        CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger("Function." + function.Name);
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Id,
            InputData = { new ParameterBinding { Name = function.Trigger.Name, Data = input } },
            TraceContext = trace ?? new(),
        };
        foreach (var (name, value) in metadata)
        {
            request.TriggerMetadata[name] = value;
        }

        LogExecuting(logger, function.Name, request.InvocationId);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await channel.InvokeAsync(request, cancellationToken);
            if (response.Result.Status != StatusResult.Types.Status.Success)
            {
                throw new InvocationFailedException(response.Result);
            }

            await outputs.SendAsync(function, response);
            LogExecuted(logger, function.Name, request.InvocationId, MillisecondsSince(started));
            return response;
        }
        catch (Exception e)
        {
            LogFailed(
                logger,
                function.Name,
                request.InvocationId,
                MillisecondsSince(started),
                FunctionsHostException.FirstLine(e.Message));
            LogDetails(logger, function.Name, (e as InvocationFailedException)?.Details ?? e.ToString());
            return null;
        }
    }

    private static long MillisecondsSince(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    [LoggerMessage(LogLevel.Information, "Executing '{Function}' (Id={InvocationId})")]
    private static partial void LogExecuting(ILogger logger, string function, string invocationId);

    [LoggerMessage(
        LogLevel.Information,
        "Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds}ms)")]
    private static partial void LogExecuted(ILogger logger, string function, string invocationId, long milliseconds);

    [LoggerMessage(
        LogLevel.Error,
        "Executed '{Function}' (Failed, Id={InvocationId}, Duration={Milliseconds}ms): {Reason}")]
    private static partial void LogFailed(
        ILogger logger,
        string function,
        string invocationId,
        long milliseconds,
        string reason);

    [LoggerMessage(LogLevel.Debug, "Failure of '{Function}': {Details}")]
    private static partial void LogDetails(ILogger logger, string function, string details);

    private sealed class InvocationFailedException(StatusResult result) : Exception(
        string.IsNullOrEmpty(result.Exception?.Type)
            ? result.Exception?.Message
            : $"{result.Exception.Type}: {result.Exception.Message}")
    {
        public string? Details => result.Exception is { } thrown ? $"{Message}\n{thrown.StackTrace}" : null;
    }
}
