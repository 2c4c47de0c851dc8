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
/// Requests may grow in proportion to the lines, the memory not at all; the floor is the shortest statement. The
/// emulator looks at a whole table for each query, which the storage does not: so the time for a line is told beside
/// that of a query of the same tables.
/// </summary>
internal static class StatementBenchmark
{
    private const string Account = "40702810800000000077";
    private const int Clients = 200;
    private const double RequestBudget = 1.1;
    private const int MemoryBudget = 40;
    private const int Queries = 100;

    private static readonly Counterparty Owner = new("ООО «Телфин»", "7802000015", "", "049999950", "АО «Банк»");

    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>1,000 and 10,000 lines; 100,000 as well if <c>STATEMENT_LINES</c> says so: an hour's work.</summary>
    public static async Task<bool> RunAsync()
    {
        var most = int.Parse(
            Environment.GetEnvironmentVariable("STATEMENT_LINES") ?? "10000",
            CultureInfo.InvariantCulture);
        var (requests, times, memory) = (new List<double>(), new List<double>(), new List<double>());
        var queries = new List<double>();
        foreach (var size in Sizes.Where(size => size <= most))
        {
            await using var stage = await Stage.StartAsync();
            for (var i = 0; i < Clients; i++)
            {
                await stage.AddClientAsync(i);
            }

            var file = await SaveAsync(stage, size);
            var before = stage.Recorder.Count;
            var (time, peak) = await MeasureAsync(() => WorkThroughAsync(stage, file.Id));
            var count = stage.Recorder.Count - before;
            Console.WriteLine(
                $"  {size} lines, {file.Bytes / 1024.0 / 1024:0.0} MB: {time.TotalSeconds:0.0} s, {count} requests, "
                + $"{peak / 1024.0 / 1024:0} MB more in use");
            requests.Add((double)count / size);
            times.Add(time.TotalSeconds / size);
            memory.Add(peak / 1024.0 / 1024);
            queries.Add(await QueryAsync(stage));
        }

        const string What = "for a line of the longest statement";
        Rounds.Report($"Time {What}", times[^1] / times[0]);
        Rounds.Report("Time for a query of the emulator", queries[^1] / queries[0]);
        return Rounds.Report($"Requests {What}", requests[^1] / requests[0], RequestBudget, atLeast: false)
            & Rounds.Report("MB more for the longest statement", (int)(memory[^1] - memory[0]), MemoryBudget);
    }

    private static async Task<(string Id, long Bytes)> SaveAsync(Stage stage, int size)
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
        return (id, bytes.Length);
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

    // What the handler of the queue does for each message, until the statement is done.
    private static async Task WorkThroughAsync(Stage stage, string id)
    {
        var process = stage.Services.GetRequiredService<ProcessStatement>();
        var statements = stage.Services.GetRequiredService<StatementRows>();
        do
        {
            await process.RunAsync(new StatementMessage { StatementId = id }, default);
        }
        while ((await statements.FindAsync(id, default))!.Value.Status != StatementStatus.Done);
    }

    /// <summary>Seconds for a query of one partition of the movements.</summary>
    private static async Task<double> QueryAsync(Stage stage)
    {
        var movements = stage.Services.GetRequiredService<MovementRows>();
        var today = BusinessDay.FromInstant(stage.System.Clock.GetUtcNow());
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Queries; i++)
        {
            await movements.LinesAsync(today, new Money(100 + i), default);
        }

        return watch.Elapsed.TotalSeconds / Queries;
    }

    /// <summary>The time of some work, and how much more memory was in use at most after a collection.</summary>
    private static async Task<(TimeSpan Time, long Peak)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var before = GC.GetGCMemoryInfo().HeapSizeBytes;
        var watch = Stopwatch.StartNew();
        var running = work();
        var peak = before;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Interval));
            peak = Math.Max(peak, GC.GetGCMemoryInfo().HeapSizeBytes);
        }

        await running;
        return (watch.Elapsed, peak - before);
    }
}
