using System.Diagnostics;

namespace Local.Tests;

/// <summary>The program as somebody starts it, in a process of its own.</summary>
internal sealed class LocalProgram : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public LocalProgram(IEnumerable<string> arguments, string? path = null)
    {
        var start = new ProcessStartInfo(Dotnet()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Local.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Waits until it runs, and returns where it tells that it is well.</summary>
    /// <param name="said">Gets what it says until then.</param>
    public async Task<Uri> RunsAsync(List<string>? said = null)
    {
        string? line;
        do
        {
            line = await Output.ReadLineAsync(TestContext.Current.CancellationToken);
            said?.Add(line ?? "");
        }
        while (line is not null && !line.Contains("/api/health", StringComparison.Ordinal));
        return new(line?.Split(' ')[^1] ?? throw new InvalidOperationException($"It does not run: {await _errors}"));
    }

    /// <summary>Ends it without a warning, and leaves what it has started to itself.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end, for a few minutes at most.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(EndLimit, TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(EndLimit, TestContext.Current.CancellationToken);
        return (_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // With an emptied PATH the program itself has to be found all the same.
    private static string Dotnet() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"))
        .First(File.Exists);
}
