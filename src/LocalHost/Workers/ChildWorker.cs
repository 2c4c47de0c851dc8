using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace LocalHost;

/// <summary>
/// A published app in a process of its own, started as its worker.config.json says, as in the cloud. It does not
/// outlive this process.
/// </summary>
/// <param name="folder">The published app.</param>
public sealed class ChildWorker(string folder) : IFunctionsWorker
{
    private const int WordsKept = 50;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _words = new();
    private Process? _process;
    private volatile bool _isStopping;

    /// <inheritdoc/>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc/>
    /// <exception cref="FunctionsHostException">The folder holds no app, or its program is missing.</exception>
    public Task StartAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var info = StartInfo(start);
        try
        {
            _process = Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new FunctionsHostException($"'{info.FileName}' in {Folder} could not be started: {e.Message}", e);
        }

        // Both are read all the time: a full pipe would stop the worker.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = WatchAsync(_process);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        _isStopping = true;
        if (_process is not null)
        {
            using var limit = new CancellationTokenSource(EndLimit);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Kill(_process);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isStopping = true;
        if (_process is not null)
        {
            Kill(_process);
            _process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartInfo(WorkerStart start)
    {
        var (program, file) = ReadConfig();
        var info = new ProcessStartInfo(program)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                file,
                "--functions-uri", start.Host.AbsoluteUri,
                "--functions-worker-id", start.WorkerId,
                "--functions-request-id", start.RequestId,
                "--functions-grpc-max-message-length", $"{start.MaxMessageLength}",
            },
        };
        foreach (var (key, value) in start.Settings)
        {
            info.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        info.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        info.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        info.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        return info;
    }

    private (string Program, string File) ReadConfig()
    {
        var path = Path.Combine(Folder, "worker.config.json");
        try
        {
            var description = JsonElement.Parse(File.ReadAllBytes(path)).GetProperty("description");
            var program = description.GetProperty("defaultExecutablePath").GetString()!;

            // The program that runs this process is there, whatever the path of the shell says.
            return (
                program == "dotnet" ? Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? program : program,
                description.GetProperty("defaultWorkerPath").GetString()!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FunctionsHostException($"{path} does not say how to start the app: {e.Message}", e);
        }
    }

    private async Task WatchAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            _words.Enqueue(line);
            if (_words.Count > WordsKept)
            {
                _words.Dequeue();
            }
        }

        await process.WaitForExitAsync();
        if (!_isStopping)
        {
            _ended.TrySetResult($"The worker ended with exit code {process.ExitCode}: {LastWords()}");
        }
    }

    // The runtime writes what ended the process behind one of these words, on the same line or the next.
    private string LastWords()
    {
        var lines = _words.Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var unhandled = lines.FindIndex(line => line.StartsWith("Unhandled exception", StringComparison.Ordinal));
        if (unhandled >= 0)
        {
            return lines[unhandled];
        }

        var terminated = lines.FindIndex(line => line.StartsWith("Process terminated", StringComparison.Ordinal));
        return terminated >= 0
            ? string.Join(' ', lines.Skip(terminated).Take(2))
            : lines.LastOrDefault() ?? "it said nothing";
    }
}
