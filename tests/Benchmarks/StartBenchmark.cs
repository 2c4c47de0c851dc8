using System.Diagnostics;
using Local;
using LocalHost;

namespace Benchmarks;

/// <summary>
/// From the start of the process to the first answer, against the floor: an app of one function on the same host. Both
/// are published as they are deployed.
/// </summary>
internal static class StartBenchmark
{
    private const int RoundCount = 15;
    private const double Budget = 1.3;

    // The first needs a valid token and no storage, the second the storage and no token.
    private static readonly string[] Calls = ["tariffs", "health"];

    public static async Task<bool> RunAsync()
    {
        var (empty, product) = (await PublishAsync("tests/Benchmarks/Empty"), await PublishAsync("src/Functions"));
        await using var stage = await Stage.StartAsync();

        // The storage keeps running and has its tables; nothing else runs beside the measured processes.
        await stage.System.StopFunctionsAsync();
        var ratios = Calls.ToDictionary(call => call, _ => new List<double>());
        for (var round = 0; round < RoundCount; round++)
        {
            foreach (var call in Calls)
            {
                var floor = await TimeAsync(empty, "get", stage);
                var time = await TimeAsync(product, call, stage);
                Console.WriteLine(
                    $"  round {round}: {call} after {time.TotalMilliseconds:0} ms, "
                    + $"the empty app after {floor.TotalMilliseconds:0} ms");

                // The first round is a warm-up: it brings the files into memory.
                if (round > 0)
                {
                    ratios[call].Add(time / floor);
                }
            }
        }

        var met = true;
        foreach (var call in Calls)
        {
            var what = $"Start to the first answer, GET /api/{call}";
            met &= Rounds.Report(what, Rounds.Median(ratios[call]), Budget, atLeast: false);
        }

        return met;
    }

    private static async Task<string> PublishAsync(string project)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", Path.GetFileName(project));
        await PublishedApp.PublishAsync(project, folder);
        return folder;
    }

    // From before the process starts until it has answered.
    private static async Task<TimeSpan> TimeAsync(string app, string call, Stage stage)
    {
        var options = new FunctionsHostOptions
        {
            Settings = url => LocalSettings.For(url, stage.System.Storage, stage.System.World, stage.System.Secrets),
            MasterKey = stage.System.Secrets.MasterKey,
        };
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        await using var host = await FunctionsHost.StartAsync(new ChildWorker(app), options);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, "api/" + call))
        {
            Headers = { Authorization = stage.Http.DefaultRequestHeaders.Authorization },
        };
        using var answer = await http.SendAsync(request);
        var time = watch.Elapsed;
        answer.EnsureSuccessStatusCode();
        return time;
    }
}
