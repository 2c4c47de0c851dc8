using System.Diagnostics;
using System.Net.Sockets;
using Local;

namespace Benchmarks;

/// <summary>An app as it is deployed, compiled ahead, and started as a process of its own.</summary>
internal sealed class PublishedApp
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    // Often beside what is measured, and little beside what else the machine does.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(2);

    private readonly string _program;

    private PublishedApp(string program) => _program = program;

    /// <summary>Publishes a project of this folder.</summary>
    /// <exception cref="InvalidOperationException">It cannot be published.</exception>
    public static async Task<PublishedApp> PublishAsync(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", name);
        using var publish = Start(["publish", Path.Combine(Root.Path, "tests", "Benchmarks", name), "-c", "Release", "-o", folder], new Dictionary<string, string?>());
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? new PublishedApp(Path.Combine(folder, name + ".dll")) : throw new InvalidOperationException(said);
    }

    /// <summary>The time from before the process is there until it answers a request.</summary>
    /// <param name="settings">Settings of the app.</param>
    /// <param name="request">The first request, sent as soon as the port is open.</param>
    /// <exception cref="InvalidOperationException">The app does not start, or refuses the request.</exception>
    public async Task<TimeSpan> TimeToAnswerAsync(IReadOnlyDictionary<string, string?> settings, HttpRequestMessage request)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var watch = Stopwatch.StartNew();
        using var process = Start([_program], settings);

        // Nobody reads it, but a full pipe would stop the app.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, process, stop) });
            using var answer = await http.SendAsync(request, limit.Token);
            var time = watch.Elapsed;
            return answer.IsSuccessStatusCode ? time : throw new InvalidOperationException($"{request.RequestUri}: {(int)answer.StatusCode}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    private static async ValueTask<Stream> ConnectAsync(string host, int port, Process process, CancellationToken stop)
    {
        while (!process.HasExited)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(host, port, stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(BetweenTries, stop);
            }
        }

        throw new InvalidOperationException($"The app ended with exit code {process.ExitCode}.");
    }
}
