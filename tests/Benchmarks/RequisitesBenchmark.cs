using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>
/// Requisites taken a second over HTTP, against the floor: the same requests and the same queue message, sent to the
/// same emulator by a bare HTTP client.
/// </summary>
internal static partial class RequisitesBenchmark
{
    private const int Workers = 16;
    private const int Times = 12;
    private const int RoundCount = 7;
    private const int MostRoundTrips = 3;

    public static async Task<bool> RunAsync()
    {
        await using var stage = await Stage.StartAsync();
        var number = 0;
        await Rounds.ThroughputAsync(Workers, Times, _ => SubmitAsync());

        var clientId = "";
        var roundTrips = await stage.Recorder.RoundTripsAsync(async () => clientId = await SubmitAsync());
        var requests = stage.Recorder.Recorded.ToArray();
        Console.WriteLine($"Taking requisites makes these requests: {string.Join<RecordedRequest>(", ", requests)}.");
        var met = Rounds.Report("Round trips to take requisites", roundTrips, MostRoundTrips);

        var storage = new RawStorage(stage.System.Storage);
        var lookupKey = LookupKey().Matches(requests[0].Body).Single().Groups[1].Value;
        var message = requests.Single(request => request.IsMessage);
        var messages = storage.MessagesOf(message.Queue, message.Uri.Query);
        var ratios = new List<double>();
        for (var round = 0; round < RoundCount; round++)
        {
            var floorRate = await Rounds.ThroughputAsync(Workers, Times, _ => SendAsync());
            var rate = await Rounds.ThroughputAsync(Workers, Times, _ => SubmitAsync());
            Console.WriteLine($"  round {round}: {rate:0} requisites/s, floor {floorRate:0}/s");

            // The first round is a warm-up.
            if (round > 0)
            {
                ratios.Add(rate / floorRate);
            }
        }

        Rounds.Report("Throughput of requisites", Rounds.Median(ratios));
        return met;

        Task<string> SubmitAsync() => stage.SubmitAsync(Interlocked.Increment(ref number));

        async Task SendAsync()
        {
            var id = Guid.NewGuid().ToString("N");
            foreach (var request in requests.Where(request => !request.IsMessage))
            {
                await storage.SendAsync(request.With([(clientId, id), (lookupKey, id)]));
            }

            await RawStorage.SendAsync(messages, message.MessageText);
        }
    }

    /// <summary>The key of the requisites' look-up, in the body of the request that adds it.</summary>
    [GeneratedRegex("\"RowKey\":\"([0-9a-f]{32})\"")]
    private static partial Regex LookupKey();
}
