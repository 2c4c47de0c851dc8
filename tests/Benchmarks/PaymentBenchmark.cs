using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>
/// Payments a second over HTTP, the password's hash left out, against the floor: the same range query and the same transaction, byte
/// for byte, sent to the same emulator by a bare HTTP client.
/// </summary>
internal static partial class PaymentBenchmark
{
    private const int Workers = 16;
    private const int Times = 12;
    private const int RoundCount = 7;
    private const double Budget = 0.8;

    public static async Task<bool> RunAsync()
    {
        await using var stage = await Stage.StartAsync();
        var clients = new List<(string Id, string Password)>();
        for (var i = 0; i < Workers; i++)
        {
            var client = await stage.AddClientAsync(i);
            await stage.PayAsync(client.Id, client.Password, await stage.QuoteAsync(client.Id));
            clients.Add(client);
        }

        // From now on every payment is for a whole month.
        var amount = await stage.QuoteAsync(clients[0].Id);
        var roundTrips = await stage.Recorder.RoundTripsAsync(() => stage.PayAsync(clients[0].Id, clients[0].Password, amount));
        Console.WriteLine($"A payment makes {stage.Recorder.Recorded.Count} table requests: {string.Join(", ", stage.Recorder.Recorded)}; and one queue message.");

        // Without the hash, that is; with it, marker and key are through while the password is hashed.
        Console.WriteLine($"Round trips to pay: {roundTrips}, of which one goes beside the password's hash");

        var floor = new Floor(stage.Recorder.Recorded, clients[0].Id, stage.System.Storage);
        await floor.PrepareAsync(Workers, stage);
        var ratios = new List<double>();
        for (var round = 0; round < RoundCount; round++)
        {
            var floorRate = await Rounds.ThroughputAsync(Workers, Times, floor.PayAsync);
            var rate = await Rounds.ThroughputAsync(Workers, Times, worker => stage.PayAsync(clients[worker].Id, clients[worker].Password, amount));
            Console.WriteLine($"  round {round}: {rate:0} payments/s, floor {floorRate:0}/s");

            // The first round warms both up.
            if (round > 0)
            {
                ratios.Add(rate / floorRate);
            }
        }

        return Rounds.Report("Payment throughput", Rounds.Median(ratios), Budget, atLeast: true);
    }

    /// <summary>A payment's query and transaction without the app, on partitions of its own.</summary>
    private sealed partial class Floor(IReadOnlyList<RecordedRequest> recorded, string clientId, string storage)
    {
        private readonly RecordedRequest _query = recorded.First(request => request.Method == "GET");
        private readonly RecordedRequest _transaction = recorded.Last(request => request.Uri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal));
        private readonly RawStorage _storage = new(storage);
        private int _entry = 1000;

        public async Task PrepareAsync(int workers, Stage stage)
        {
            var table = new Azure.Data.Tables.TableClient(stage.System.Storage, "Clients");
            for (var worker = 0; worker < workers; worker++)
            {
                await foreach (var row in table.QueryAsync<Azure.Data.Tables.TableEntity>($"PartitionKey eq '{clientId}' and RowKey ge 'state-' and RowKey lt 'state.'"))
                {
                    row.PartitionKey = Partition(worker);
                    await table.UpsertEntityAsync(row, Azure.Data.Tables.TableUpdateMode.Replace);
                }
            }
        }

        public async Task PayAsync(int worker)
        {
            var state = await _storage.SendAsync(_query.With([(clientId, Partition(worker))]));
            var transaction = _transaction.With([(clientId, Partition(worker)), .. FreshKeys()]);
            await _storage.SendAsync(transaction with { Body = AsRead(transaction.Body, state) });
        }

        /// <summary>New keys, as long as those recorded, for the rows that the transaction adds.</summary>
        private IEnumerable<(string Old, string New)> FreshKeys()
        {
            var number = Interlocked.Increment(ref _entry);
            foreach (var key in AddedKeys().Matches(_transaction.Body).Select(match => match.Groups[1].Value).Distinct())
            {
                var digits = number.ToString(CultureInfo.InvariantCulture);
                yield return (key, key[..^digits.Length] + digits);
            }
        }

        /// <summary>The transaction on the condition that the rows still are as the query read them.</summary>
        private static string AsRead(string body, string state)
        {
            var versions = Versions().Matches(state).ToDictionary(row => row.Groups["key"].Value, row => row.Groups["version"].Value.Replace("\\\"", "\"", StringComparison.Ordinal));
            return Condition().Replace(body, update => $"{update.Groups["before"].Value}If-Match: {versions[update.Groups["key"].Value]}");
        }

        private static string Partition(int worker) => worker.ToString("x32", CultureInfo.InvariantCulture);

        [GeneratedRegex("\"RowKey\":\"((?:entry|payment|paid|letter)-[^\"]+)\"")]
        private static partial Regex AddedKeys();

        [GeneratedRegex("(?<before>RowKey='(?<key>state-[^']+)'(?:[^\r\n]*\r\n)+?)If-Match: [^\r\n]+")]
        private static partial Regex Condition();

        [GeneratedRegex("\"odata.etag\":\"(?<version>W/(?:[^\"\\\\]|\\\\.)+)\"[^{}]*?\"RowKey\":\"(?<key>state-[^\"]+)\"")]
        private static partial Regex Versions();
    }
}
