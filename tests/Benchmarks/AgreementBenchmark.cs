using Azure.Data.Tables;
using Benchmarks.IndexedTables;
using Local;

namespace Benchmarks;

/// <summary>
/// Plays the same random work on Azurite's tables and on those with an index, which other benchmarks run on, and counts
/// answers that differ.
/// </summary>
internal static class AgreementBenchmark
{
    private const int Seed = 1;
    private const int Pieces = 5_000;
    private const int MostShown = 10;

    public static async Task<bool> RunAsync()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var tables = await TableProcess.StartAsync();
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var expected = new TableServiceClient(azurite.ConnectionString, options);
        var actual = new TableServiceClient(tables.Connect(azurite.ConnectionString), options);
        var (versionsExpected, versionsActual) = (new Versions(), new Versions());
        var (differences, answers) = (0, new Dictionary<string, int>());
        await expected.CreateAsync();
        await actual.CreateAsync();
        var work = new RandomWork(Seed);
        for (var i = 0; i < Pieces; i++)
        {
            var (what, doAsync) = work.Next();
            var azuritesAnswer = await doAsync(expected, versionsExpected);
            var answer = await doAsync(actual, versionsActual);
            var kind = $"{what.Split(' ')[0]} {(answer is ['4', ..] ? answer.Split(" at ")[0] : "done")}";
            answers[kind] = answers.GetValueOrDefault(kind) + 1;
            if (answer != azuritesAnswer && ++differences <= MostShown)
            {
                Console.WriteLine($"  {i}: {what}\n    Azurite: {azuritesAnswer}\n    indexed: {answer}");
            }
        }

        Console.WriteLine("  " + string.Join(", ", answers.OrderBy(kind => kind.Key).Select(kind =>
            $"{kind.Key}: {kind.Value}")));
        return Rounds.Report($"Answers of {Pieces} that differ from Azurite's", differences, most: 0);
    }
}
