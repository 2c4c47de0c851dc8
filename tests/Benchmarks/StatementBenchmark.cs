using System.Diagnostics;
using System.Globalization;
using Billing;
using Functions.Outbox;
using Functions.Statements;
using Functions.Storage;
using Local;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>
/// Works through statements of growing length: seven lines of ten are credited, two belong to nobody, one goes out.
/// First a statement is read and checked, then its lines are listed, then booked to the end. Requests and time may grow
/// in proportion to the lines, the memory not at all; the floor is the shortest statement.
/// </summary>
internal static class StatementBenchmark
{
    private const string Account = "40702810800000000077";
    private const int Clients = 200;
    private const int WarmUp = 10_000;
    private const double RequestBudget = 1.1;
    private const double TimeBudget = 1.3;
    private const int MemoryBudget = 40;

    private static readonly Counterparty Owner = new("ООО «Телфин»", "7802000015", "", "049999950", "АО «Банк»");

    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>What some work took.</summary>
    /// <param name="Seconds">Time for a line.</param>
    /// <param name="Requests">Requests to the storage for a line.</param>
    /// <param name="Megabytes">How much more memory was in use at most after a collection.</param>
    private sealed record Cost(double Seconds, double Requests, double Megabytes);

    public static async Task<bool> RunAsync()
    {
        var (reading, listing, booking) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
        foreach (var (round, size) in Sizes.Prepend(WarmUp).Index())
        {
            await using var stage = await Stage.StartAsync(isIndexed: true);
            for (var i = 0; i < Clients; i++)
            {
                await stage.AddClientAsync(i);
            }

            var id = await SaveAsync(stage, size);
            var read = await MeasureAsync(stage, $"{size} lines read and checked", () => ReadAsync(stage, id));
            var list = await MeasureAsync(stage, $"{size} lines listed", () => ListAsync(stage, id, size));
            var book = await MeasureAsync(stage, $"{size} lines booked", () => BookAsync(stage, id));

            // The shortest statement alone ends before the code is compiled for speed, and would be an easy floor.
            if (round > 0)
            {
                reading.Add(read);
                listing.Add(list);
                booking.Add(book);
            }
        }

        return ReportRatio("Time for reading a line of the longest", reading, cost => cost.Seconds, TimeBudget)
            & ReportRatio("Time for listing it", listing, cost => cost.Seconds, TimeBudget)
            & ReportRatio("Time for booking it", booking, cost => cost.Seconds, TimeBudget)
            & ReportRatio("Requests for listing it", listing, cost => cost.Requests, RequestBudget)
            & ReportRatio("Requests for booking it", booking, cost => cost.Requests, RequestBudget)
            & ReportMemory("MB more for reading the longest", reading)
            & ReportMemory("MB more for listing it", listing)
            & ReportMemory("MB more for booking it", booking);
    }

    private static bool ReportRatio(string what, List<Cost> costs, Func<Cost, double> value, double budget) =>
        Rounds.Report(what, value(costs[^1]) / value(costs[0]), budget, atLeast: false);

    private static bool ReportMemory(string what, List<Cost> costs) =>
        Rounds.Report(what, (int)(costs[^1].Megabytes - costs[0].Megabytes), MemoryBudget);

    private static async Task<string> SaveAsync(Stage stage, int size)
    {
        var today = BusinessDay.FromInstant(stage.System.Clock.GetUtcNow());
        var movements = Enumerable.Range(0, size).Select(line => LineOf(stage, line, today)).ToArray();
        var section = new BankSection(Account, today, today, Money.FromRoubles(1_000_000_000), movements);
        var statement = new BankStatement(today.ToDateTime(new TimeOnly(23, 0)), Owner, [section]);
        var bytes = StatementEncoding.Windows.GetBytes(ExchangeFile.Write(statement));
        var id = StatementRows.NewId(stage.System.Clock.GetUtcNow());
        using var content = new MemoryStream(bytes);
        await stage.Services.GetRequiredService<StatementFiles>().SaveAsync(id, content, default);
        var upload = new StatementUpload(StatementStatus.Received, stage.System.Clock.GetUtcNow(), bytes.Length, null);
        await stage.Services.GetRequiredService<StatementRows>().AddAsync(id, upload, default);
        return id;
    }

    private static BankMovement LineOf(Stage stage, int line, DateOnly day)
    {
        var account = stage.Clients[line % Clients].AccountNumber;
        var kind = line % 10;
        return new(
            IsCredit: kind < 9,
            day,
            line.ToString(CultureInfo.InvariantCulture),
            new Money(100 + line),
            new("ООО «Лютик»", "7715034360", "40702810900000000025", "044514512", "АО «Банк»"),
            kind < 7 ? $"Оплата по счёту за связь, лицевой счёт {account}" : "За услуги");
    }

    private static async Task<int> ReadAsync(Stage stage, string id)
    {
        await using var file = await stage.Services.GetRequiredService<StatementFiles>().OpenAsync(id, default);
        var own = new HashSet<string>([Account], StringComparer.Ordinal);
        var summary = StatementCheck.Check(StatementReader.Read(file), own);
        return summary.Accounts.Sum(account => account.Turnover.CreditCount + account.Turnover.DebitCount);
    }

    private static async Task<int> ListAsync(Stage stage, string id, int size)
    {
        var received = (await stage.Services.GetRequiredService<StatementRows>().FindAsync(id, default))!;
        await stage.Services.GetRequiredService<CheckStatement>().RunAsync(id, received, default);
        return size;
    }

    /// <summary>What the handler of the queue does for one message after another until the statement is done.</summary>
    /// <returns>How many lines were booked.</returns>
    private static async Task<int> BookAsync(Stage stage, string id)
    {
        var process = stage.Services.GetRequiredService<ProcessStatement>();
        var statements = stage.Services.GetRequiredService<StatementRows>();
        while (true)
        {
            await process.RunAsync(new StatementMessage { StatementId = id }, default);
            var statement = (await statements.FindAsync(id, default))!.Value;
            if (statement.Status == StatementStatus.Done)
            {
                return statement.Booked ?? 0;
            }
        }
    }

    private static async Task<Cost> MeasureAsync(Stage stage, string what, Func<Task<int>> work)
    {
        GC.Collect();
        var (before, requests) = (GC.GetGCMemoryInfo().HeapSizeBytes, stage.Recorder.Count);
        var watch = Stopwatch.StartNew();
        var running = Task.Run(work);
        var peak = before;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Interval));
            peak = Math.Max(peak, GC.GetGCMemoryInfo().HeapSizeBytes);
        }

        var (lines, seconds) = (await running, watch.Elapsed.TotalSeconds);
        requests = stage.Recorder.Count - requests;
        var megabytes = (peak - before) / 1024.0 / 1024;
        Console.WriteLine($"  {what} ({lines}): {seconds:0.0} s, {requests} requests, {megabytes:0} MB more in use");
        return new(seconds / lines, (double)requests / lines, megabytes);
    }
}
