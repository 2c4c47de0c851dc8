using System.Diagnostics;
using Local;
using LocalHost;

namespace Benchmarks;

/// <summary>An app published as it is deployed, compiled ahead, and started as a process of its own.</summary>
internal sealed class PublishedApp
{
    private readonly string _folder;

    private PublishedApp(string folder) => _folder = folder;

    /// <summary>Publishes a project.</summary>
    /// <param name="project">Its folder below the root of the repository.</param>
    /// <exception cref="InvalidOperationException">It cannot be published.</exception>
    public static async Task<PublishedApp> PublishAsync(string project)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", Path.GetFileName(project));
        string[] arguments = ["publish", Path.Combine(Root.Path, project), "-c", "Release", "-o", folder];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? new(folder) : throw new InvalidOperationException(output);
    }

    /// <summary>The time from before the process is there until it has answered a request.</summary>
    /// <param name="options">Settings and keys of the app.</param>
    /// <param name="request">Makes the first request.</param>
    /// <exception cref="FunctionsHostException">The app does not start.</exception>
    /// <exception cref="HttpRequestException">The app refuses the request.</exception>
    public async Task<TimeSpan> TimeToAnswerAsync(FunctionsHostOptions options, Func<Uri, HttpRequestMessage> request)
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        await using var host = await FunctionsHost.StartAsync(new ChildWorker(_folder), options);
        using var answer = await http.SendAsync(request(host.Url));
        var time = watch.Elapsed;
        answer.EnsureSuccessStatusCode();
        return time;
    }
}
