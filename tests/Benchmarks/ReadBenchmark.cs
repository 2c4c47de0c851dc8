using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>
/// Round trips of every call that reads, and clients read a second over HTTP, against the floor: the same query, sent
/// to the same emulator by a bare HTTP client.
/// </summary>
internal static class ReadBenchmark
{
    private const int Workers = 16;
    private const int Times = 25;
    private const int RoundCount = 7;
    private const int MostRoundTrips = 1;

    public static async Task<bool> RunAsync()
    {
        await using var stage = await Stage.StartAsync();
        var (id, password) = await stage.AddClientAsync(0);
        await stage.PayAsync(id, password, await stage.QuoteAsync(id));
        var met = await CountRoundTripsAsync(stage, id, password);

        var client = $"clients/{id}";
        await stage.Recorder.RoundTripsAsync(() => stage.ReadAsync(client));
        var (query, storage) = (stage.Recorder.Recorded.Single(), new RawStorage(stage.System.Storage));
        var ratios = new List<double>();
        for (var round = 0; round < RoundCount; round++)
        {
            var floorRate = await Rounds.ThroughputAsync(Workers, Times, _ => storage.SendAsync(query));
            var rate = await Rounds.ThroughputAsync(Workers, Times, _ => stage.ReadAsync(client));
            Console.WriteLine($"  round {round}: {rate:0} clients/s, floor {floorRate:0}/s");

            // The first round is a warm-up.
            if (round > 0)
            {
                ratios.Add(rate / floorRate);
            }
        }

        Rounds.Report("Throughput of reading a client", Rounds.Median(ratios));
        return met;
    }

    private static async Task<bool> CountRoundTripsAsync(Stage stage, string id, string password)
    {
        var payments = JsonNode.Parse(await stage.ReadAsync($"clients/{id}/payments"))!["payments"]!.AsArray();
        var session = await stage.LogInAsync(id, password);
        var met = Rounds.Report(
            "Round trips to read clients/{clientId}/quotes",
            await stage.Recorder.RoundTripsAsync(() => stage.QuoteAsync(id)),
            MostRoundTrips);
        foreach (var (format, token) in new (string, string?)[]
        {
            ("clients", null),
            ("clients/{0}", null),
            ("clients/{0}/connections", null),
            ("clients/{0}/payments", null),
            ("clients/{0}/payments/{1}", null),
            ("cabinet/account", session),
            ("cabinet/entries", session),
        })
        {
            var path = string.Format(CultureInfo.InvariantCulture, format, id, payments[0]!["paymentId"]);
            var roundTrips = await stage.Recorder.RoundTripsAsync(() => stage.ReadAsync(path, token));
            var what = string.Format(CultureInfo.InvariantCulture, format, "{clientId}", "{paymentId}");
            met &= Rounds.Report($"Round trips to read {what}", roundTrips, MostRoundTrips);
        }

        return met;
    }
}
