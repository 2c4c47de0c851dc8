using System.Diagnostics;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>
/// What reconciling costs when few accounts of many changed, against the floor: the same changes among few accounts.
/// </summary>
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
            Console.WriteLine(
                $"  round {round}: {Changed} changed of {Many}: {manyRequests} requests, "
                + $"{manyTime.TotalMilliseconds:0} ms; of {Few}: {fewRequests}, {fewTime.TotalMilliseconds:0} ms");
            requests.Add((double)manyRequests / fewRequests);
            times.Add(manyTime / fewTime);
        }

        var what = $"to reconcile {Changed} changed accounts of {Many}";
        return Rounds.Report($"Requests {what}", Rounds.Median(requests), 1, atLeast: false)
            & Rounds.Report($"Time {what}", Rounds.Median(times), Budget, atLeast: false);
    }

    private static async Task<Stage> ReadyAsync(int clients)
    {
        var stage = await Stage.StartAsync();
        for (var i = 0; i < clients; i++)
        {
            await stage.AddClientAsync(i);
        }

        await ReconcileAsync(stage, [.. stage.Clients.Select(client => client.Id)]);
        return stage;
    }

    private static async Task<(int Requests, TimeSpan Time)> MeasureAsync(Stage stage)
    {
        var states = stage.Services.GetRequiredService<ClientStates>();
        var changedAccounts = stage.Services.GetRequiredService<ChangedAccounts>();
        foreach (var (id, account) in stage.Clients.Take(Changed))
        {
            await stage.TopUpAsync(account, "1.00");
            var lastEntry = (await states.LoadAsync(id, default)).Account!.LastEntry;
            await changedAccounts.AddAsync(id, (await states.FindEntryAsync(id, lastEntry, default))!, default);
        }

        var before = stage.Recorder.Count;
        var watch = Stopwatch.StartNew();
        await ReconcileAsync(stage, await changedAccounts.ClientsAsync(default).ToArrayAsync());
        return (stage.Recorder.Count - before, watch.Elapsed);
    }

    // What the handler of the queue does for each message. The weekly check of all clients is not measured.
    private static async Task ReconcileAsync(Stage stage, string[] clientIds)
    {
        var reconcile = stage.Services.GetRequiredService<ReconcileAccount>();
        foreach (var id in clientIds)
        {
            await reconcile.RunAsync(new ReconcileMessage { ClientId = id }, default);
        }
    }
}
