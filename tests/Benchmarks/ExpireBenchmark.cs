using System.Diagnostics;
using System.Globalization;
using Billing;
using Functions.Outbox;
using Functions.Renewals;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>
/// Ends all subscriptions of one night: what the timer hands out and what each message costs, without the e-mails that
/// follow. Requests may grow in proportion to the subscriptions; the memory of handing out may not grow.
/// </summary>
internal static class ExpireBenchmark
{
    private const int PerClient = 4;
    private const int AtOnce = 16;
    private const double Budget = 1.1;

    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public static async Task<bool> RunAsync()
    {
        var perSubscription = new List<double>();
        foreach (var size in Sizes)
        {
            await using var stage = await Stage.StartAsync();
            var day = BusinessDay.FromInstant(stage.System.Clock.GetUtcNow()).AddDays(-1);
            await AddAsync(stage, size / PerClient, day);
            var (handOut, handOutTime, peak) = await HandOutAsync(stage);
            var (ending, endingTime) = await EndAsync(stage, size / PerClient, day);
            Console.WriteLine(
                $"  {size} subscriptions of {size / PerClient} clients: "
                + $"{handOut} requests in {handOutTime.TotalSeconds:0.0} s to hand out, "
                + $"{peak / 1024.0 / 1024:0} MB more in use; "
                + $"{ending} requests in {endingTime.TotalSeconds:0.0} s to end them");
            perSubscription.Add((double)(handOut + ending) / size);
        }

        return Rounds.Report(
            $"Requests for a subscription, of {Sizes[^1]} against {Sizes[0]}",
            perSubscription[^1] / perSubscription[0],
            Budget,
            atLeast: false);
    }

    /// <summary>Writes clients with paid subscriptions without the use cases: only the expiry is measured.</summary>
    private static Task AddAsync(Stage stage, int clients, DateOnly day)
    {
        var states = stage.Services.GetRequiredService<ClientStates>();
        var index = stage.Services.GetRequiredService<ExpiryIndex>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        return Parallel.ForAsync(0, clients, options, async (i, cancellationToken) =>
        {
            var id = IdOf(i);
            var commit = new Commit(await states.LoadAsync(id, cancellationToken));
            for (var number = 0; number < PerClient; number++)
            {
                commit.Save(new Subscription(
                    $"+7900{i % 1000:000}{number:0000}",
                    "base",
                    "base",
                    SubscriptionStatus.Paid,
                    day,
                    number + 1));
            }

            if (!await states.TryCommitAsync(commit, cancellationToken))
            {
                throw new InvalidOperationException("A client was not written.");
            }

            await index.AddAsync(id, day, cancellationToken);
        });
    }

    private static async Task<(int Requests, TimeSpan Time, long Memory)> HandOutAsync(Stage stage)
    {
        var expire = stage.Services.GetRequiredService<ExpireSubscriptions>();
        var (before, memory) = (stage.Recorder.Count, GC.GetTotalMemory(forceFullCollection: true));
        var watch = Stopwatch.StartNew();
        await expire.RunAsync(default);
        var time = watch.Elapsed;
        return (stage.Recorder.Count - before, time, GC.GetTotalMemory(forceFullCollection: true) - memory);
    }

    private static async Task<(int Requests, TimeSpan Time)> EndAsync(Stage stage, int clients, DateOnly day)
    {
        var expire = stage.Services.GetRequiredService<ExpireClient>();
        var before = stage.Recorder.Count;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0,
            clients,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, cancellationToken) =>
                await expire.RunAsync(new ExpiryMessage(IdOf(i), day), cancellationToken));
        return (stage.Recorder.Count - before, watch.Elapsed);
    }

    private static string IdOf(int client) => client.ToString("x32", CultureInfo.InvariantCulture);
}
