using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace Benchmarks;

/// <summary>
/// Payments a second over HTTP, without the password's hash, against the floor: the same query, message and
/// transaction, byte for byte, sent to the same emulator by a bare HTTP client; and against the same without the
/// message.
/// </summary>
internal static partial class PaymentBenchmark
{
    private const int Workers = 16;
    private const int Times = 12;
    private const int RoundCount = 9;
    private const int MostRequests = 3;
    private const int MostRows = 4;
    private const double Budget = 0.8;
    private const double BudgetWithoutMessage = 0.65;

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
        var (id, password) = clients[0];
        var roundTrips = await stage.Recorder.RoundTripsAsync(() => stage.PayAsync(id, password, amount));
        var requests = stage.Recorder.Recorded.ToArray();
        Console.WriteLine($"A payment makes these requests: {string.Join<RecordedRequest>(", ", requests)}.");
        Console.WriteLine($"Round trips to pay: {roundTrips}, of which one goes beside the password's hash");
        var met = Rounds.Report("Storage requests of a payment", requests.Length, MostRequests);
        met &= Rounds.Report("Rows of its transaction", Floor.RowsOf(requests), MostRows);

        var floor = new Floor(requests, id, stage.System.Storage);
        await floor.PrepareAsync(Workers, stage);
        var (ratios, withoutMessage) = (new List<double>(), new List<double>());
        for (var round = 0; round < RoundCount; round++)
        {
            var floorRate = await Rounds.ThroughputAsync(Workers, Times, worker => floor.PayAsync(worker, sends: true));
            var rate = await Rounds.ThroughputAsync(
                Workers,
                Times,
                worker => stage.PayAsync(clients[worker].Id, clients[worker].Password, amount));
            var twoRate = await Rounds.ThroughputAsync(Workers, Times, worker => floor.PayAsync(worker, sends: false));
            Console.WriteLine(
                $"  round {round}: {rate:0} payments/s, floor {floorRate:0}/s, without the message {twoRate:0}/s");

            // The first round is a warm-up.
            if (round > 0)
            {
                ratios.Add(rate / floorRate);
                withoutMessage.Add(rate / twoRate);
            }
        }

        met &= Rounds.Report("Payments", Rounds.Median(ratios), Budget, atLeast: true);
        return met & Rounds.Report(
            "Payments, without the message",
            Rounds.Median(withoutMessage),
            BudgetWithoutMessage,
            atLeast: true);
    }

    /// <summary>A payment's requests without the app, on partitions of its own.</summary>
    private sealed partial class Floor
    {
        private readonly RecordedRequest _query;
        private readonly RecordedRequest _transaction;
        private readonly RawStorage _storage;
        private readonly Uri _messages;
        private readonly string _message;
        private readonly string _clientId;
        private int _entry = 1000;

        public Floor(RecordedRequest[] requests, string clientId, string storage)
        {
            var message = requests.Single(request => request.IsMessage);
            _clientId = clientId;
            _query = requests.Single(request => request.Method == "GET");
            _transaction = requests.Single(request => request.IsTransaction);
            _storage = new RawStorage(storage);
            _messages = _storage.MessagesOf(message.Queue, message.Uri.Query);
            _message = message.MessageText;
        }

        public static int RowsOf(RecordedRequest[] requests) =>
            Keys().Count(requests.Single(request => request.IsTransaction).Body);

        public async Task PrepareAsync(int workers, Stage stage)
        {
            var table = new TableClient(stage.System.Storage, "Clients");
            var filter = $"PartitionKey eq '{_clientId}' and RowKey ge 'state-' and RowKey lt 'state.'";
            for (var worker = 0; worker < workers; worker++)
            {
                await foreach (var row in table.QueryAsync<TableEntity>(filter))
                {
                    row.PartitionKey = Partition(worker);
                    await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
                }
            }
        }

        public async Task PayAsync(int worker, bool sends)
        {
            var state = await _storage.SendAsync(_query.With([(_clientId, Partition(worker))]));
            if (sends)
            {
                await RawStorage.SendAsync(_messages, _message);
            }

            var transaction = _transaction.With([(_clientId, Partition(worker)), .. FreshKeys()]);
            await _storage.SendAsync(transaction with { Body = AsRead(transaction.Body, state) });
        }

        /// <summary>New keys, as long as the recorded ones, for the rows that the transaction adds.</summary>
        private IEnumerable<(string Old, string New)> FreshKeys()
        {
            var digits = Interlocked.Increment(ref _entry).ToString(CultureInfo.InvariantCulture);
            return AddedKeys().Matches(_transaction.Body)
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .Select(key => (key, key[..^digits.Length] + digits));
        }

        /// <summary>The transaction on the condition that the rows still are as the query read them.</summary>
        private static string AsRead(string body, string state)
        {
            var versions = Versions().Matches(state).ToDictionary(
                row => row.Groups["key"].Value,
                row => row.Groups["version"].Value.Replace("\\\"", "\"", StringComparison.Ordinal));
            return Condition().Replace(
                body,
                update => $"{update.Groups["before"].Value}If-Match: {versions[update.Groups["key"].Value]}");
        }

        private static string Partition(int worker) => worker.ToString("x32", CultureInfo.InvariantCulture);

        [GeneratedRegex("\"RowKey\":\"")]
        private static partial Regex Keys();

        [GeneratedRegex("\"RowKey\":\"((?:entry|event)-[^\"]+)\"")]
        private static partial Regex AddedKeys();

        [GeneratedRegex("(?<before>RowKey='(?<key>state-[^']+)'(?:[^\r\n]*\r\n)+?)If-Match: [^\r\n]+")]
        private static partial Regex Condition();

        [GeneratedRegex(
            "\"odata.etag\":\"(?<version>W/(?:[^\"\\\\]|\\\\.)+)\""
            + "(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*?"
            + "\"RowKey\":\"(?<key>state-[^\"]+)\"")]
        private static partial Regex Versions();
    }
}
