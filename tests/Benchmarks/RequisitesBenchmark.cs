using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>
/// Requisites taken a second over HTTP, each of a widget account of its own, against the floor: what they write, the
/// same requests and the same queue message, sent to the same emulator by a bare HTTP client.
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
        var message = requests.Single(request => request.IsMessage);
        var writes = Array.FindAll(requests, request => request.Method == "POST" && !request.IsMessage);
        var keys = writes.SelectMany(write => Key().Matches(write.Body)).Select(key => key.Groups[1].Value).ToArray();
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

        Task<string> SubmitAsync() => SubmitOneAsync(Interlocked.Increment(ref number));

        Task<string> SubmitOneAsync(int n) => stage.SubmitAsync(n, $"account-{n}");

        async Task SendAsync()
        {
            var id = Guid.NewGuid().ToString("N");
            foreach (var write in writes)
            {
                await storage.SendAsync(write.With([(clientId, id), .. keys.Select(key => (key, id))]));
            }

            await RawStorage.SendAsync(messages, message.MessageText);
        }
    }

    /// <summary>A key that no other call has, in the body of the request that adds a row.</summary>
    [GeneratedRegex("\"RowKey\":\"([0-9a-f]{32})\"")]
    private static partial Regex Key();
}
