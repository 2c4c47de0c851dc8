using System.Diagnostics;

namespace Benchmarks;

/// <summary>Measures a subject and its floor in turns, so that other load on the machine slows both alike.</summary>
internal static class Rounds
{
    /// <summary>Work done in a second by several workers, each of which does its share.</summary>
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
        var ordered = values.Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    /// <summary>Prints a count beside its budget.</summary>
    public static bool Report(string what, int count, int most)
    {
        Console.WriteLine($"{what}: {count} (budget at most {most}) {(count <= most ? "met" : "NOT MET")}");
        return count <= most;
    }

    /// <summary>Prints a ratio that has no budget.</summary>
    public static void Report(string what, double ratio) => Console.WriteLine($"{what}: {ratio:0.00} of the floor");

    /// <summary>Prints a ratio beside its budget.</summary>
    public static bool Report(string what, double ratio, double budget, bool atLeast)
    {
        var met = atLeast ? ratio >= budget : ratio <= budget;
        var bound = atLeast ? "at least" : "at most";
        Console.WriteLine(
            $"{what}: {ratio:0.00} of the floor (budget {bound} {budget:0.00}) {(met ? "met" : "NOT MET")}");
        return met;
    }
}
