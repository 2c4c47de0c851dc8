using System.Diagnostics;
using Functions.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>What reconciling costs when few accounts changed among many: against the floor of the same changes among few.</summary>
internal static class ReconcileBenchmark
{
    private const int Few = 20;
    private const int Many = 200;
    private const int Changed = 10;
    private const int RoundCount = 5;
    private const double Budget = 1.2;

    public static async Task<bool> RunAsync()
    {
        await using var few = await ReadyAsync(Few);
        await using var many = await ReadyAsync(Many);
        var (requests, times) = (new List<double>(), new List<double>());
        for (var round = 0; round < RoundCount; round++)
        {
            var (fewRequests, fewTime) = await MeasureAsync(few);
            var (manyRequests, manyTime) = await MeasureAsync(many);
            Console.WriteLine($"  round {round}: {Changed} changed of {Many}: {manyRequests} requests, {manyTime.TotalMilliseconds:0} ms; of {Few}: {fewRequests}, {fewTime.TotalMilliseconds:0} ms");
            requests.Add((double)manyRequests / fewRequests);
            times.Add(manyTime / fewTime);
        }

        return Rounds.Report($"Requests to reconcile {Changed} changed accounts of {Many}", Rounds.Median(requests), 1, atLeast: false)
            & Rounds.Report($"Time to reconcile {Changed} changed accounts of {Many}", Rounds.Median(times), Budget, atLeast: false);
    }

    private static async Task<Stage> ReadyAsync(int clients)
    {
        var stage = await Stage.StartAsync();
        for (var i = 0; i < clients; i++)
        {
            await stage.AddClientAsync(i);
        }

        // The day's sweep of all accounts is another matter: done before.
        await stage.Services.GetRequiredService<ReconcileBalances>().RunAsync(default);
        return stage;
    }

    private static async Task<(int Requests, TimeSpan Time)> MeasureAsync(Stage stage)
    {
        var changes = stage.Services.GetRequiredService<Changes>();
        foreach (var (id, account) in stage.Clients.Take(Changed))
        {
            await stage.TopUpAsync(account, "1.00");
            await changes.NoteAsync(id, whole: false, default);
        }

        var before = stage.Recorder.Count;
        var watch = Stopwatch.StartNew();
        await stage.Services.GetRequiredService<ReconcileBalances>().RunAsync(default);
        return (stage.Recorder.Count - before, watch.Elapsed);
    }
}
