using LocalHost.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>Writes what the worker logs, and remembers its last error for the case that it ends.</summary>
internal sealed partial class WorkerLog
{
    // The worker's own word that an invocation failed; the host logs that already.
    private const string InvocationError = "InvocationError";

    private volatile ILoggerFactory? _loggers;
    private volatile string? _lastError;

    /// <summary>First line of the last error; null if there was none.</summary>
    public string? LastError => _lastError;

    /// <summary>From now on lines go there.</summary>
    public void WriteTo(ILoggerFactory loggers) => _loggers = loggers;

    /// <summary>Writes a line.</summary>
    public void Add(RpcLog line)
    {
        if (line.EventId == InvocationError || line.Level is RpcLog.Types.Level.None)
        {
            return;
        }

        var text = line.Exception is { Message.Length: > 0 } thrown
            ? $"{line.Message}\n{thrown.Message}"
            : line.Message;
        if (line.Level >= RpcLog.Types.Level.Error)
        {
            _lastError = FunctionsHostException.FirstLine(
                line.Exception?.Message is { Length: > 0 } message ? message : line.Message);
        }

        // Levels have the numbers of LogLevel.
        if (_loggers?.CreateLogger(line.Category) is { } logger)
        {
            LogLine(logger, (LogLevel)line.Level, text);
        }
    }

    [LoggerMessage("{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}
