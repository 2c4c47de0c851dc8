using System.Diagnostics;

namespace Benchmarks;

/// <summary>Measures a subject and its floor in turns, so that whatever else the machine does meets both alike.</summary>
internal static class Rounds
{
    /// <summary>Work done in a second by so many workers, each doing its own share.</summary>
    public static async Task<double> ThroughputAsync(int workers, int times, Func<int, Task> work)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < times; i++)
            {
                await work(worker);
            }
        })));
        return workers * times / watch.Elapsed.TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Says how many there are of what there may be so many.</summary>
    public static bool Report(string what, int count, int most)
    {
        Console.WriteLine($"{what}: {count} (budget at most {most}) {(count <= most ? "met" : "NOT MET")}");
        return count <= most;
    }

    /// <summary>Says a ratio for which there is no budget.</summary>
    public static void Report(string what, double ratio) => Console.WriteLine($"{what}: {ratio:0.00} of the floor");

    public static bool Report(string what, double ratio, double budget, bool atLeast)
    {
        var met = atLeast ? ratio >= budget : ratio <= budget;
        Console.WriteLine($"{what}: {ratio:0.00} of the floor (budget {(atLeast ? "at least" : "at most")} {budget:0.00}) {(met ? "met" : "NOT MET")}");
        return met;
    }
}
