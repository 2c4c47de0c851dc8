using System.Diagnostics;
using System.Globalization;
using Billing;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>
/// What the operator's page waits for with many clients, over HTTP, against the floor: the same with a tenth of them.
/// Every client has a hundred entries, spread over a year.
/// </summary>
internal static class DeskBenchmark
{
    private const int Clients = 10_000;
    private const int Times = 10;
    private const int EntriesOfClient = 100;
    private const int EntriesInCommit = 50;
    private const int DaysOfYear = 365;
    private const int AtOnce = 16;
    private const int RoundCount = 15;
    private const double Budget = 1.5;
    private const double BudgetOfRow = 1.3;

    public static async Task<bool> RunAsync()
    {
        await using var few = await ReadyAsync(Clients / Times);
        await using var many = await ReadyAsync(Clients);
        Console.WriteLine($"  {Clients} clients, {Clients * EntriesOfClient} entries, against a tenth of them");
        var met = true;
        foreach (var (what, path) in new (string, string)[]
        {
            ("find a client by name", "operator/clients?search=лютик0000007"),
            ("find clients of a common word", "operator/clients?search=ромашка&limit=20"),
            ("list failures", "failures?limit=50"),
            ("read a client", $"operator/clients/{IdOf(7)}"),
            ("read its ledger", $"operator/clients/{IdOf(7)}/entries?limit=50"),
        })
        {
            met &= Rounds.Report($"Time to {what}", await RatioAsync(few, many, path), Budget, atLeast: false);
        }

        // They read every line of a day, or a row for each client.
        foreach (var (what, path) in new (string, string)[]
        {
            ("see today", "operator/today"),
            ("get the register of a day", $"registers/top-ups?from={TodayOf(many):O}&to={TodayOf(many):O}"),
        })
        {
            var ratio = await RatioAsync(few, many, path) / Times;
            met &= Rounds.Report($"Time to {what}, for a row", ratio, BudgetOfRow, atLeast: false);
        }

        return met;
    }

    private static async Task<double> RatioAsync(Stage few, Stage many, string path)
    {
        var (floor, times) = (new List<double>(), new List<double>());
        for (var round = 0; round < RoundCount; round++)
        {
            floor.Add(await TimeAsync(few, path));
            times.Add(await TimeAsync(many, path));
        }

        Console.WriteLine($"  {path}: {Rounds.Median(times):0.0} ms, floor {Rounds.Median(floor):0.0} ms");
        return Rounds.Median(times) / Rounds.Median(floor);
    }

    private static async Task<double> TimeAsync(Stage stage, string path)
    {
        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-functions-key", stage.System.Secrets.FunctionKey);
        using var response = await stage.Http.SendAsync(request);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Clients with ledgers, written without the use cases: only reading is measured.</summary>
    private static async Task<Stage> ReadyAsync(int clients)
    {
        var stage = await Stage.StartAsync(isIndexed: true);
        await stage.AddClientAsync(0);
        var states = stage.Services.GetRequiredService<ClientStates>();
        var pattern = await states.LoadAsync(stage.Clients[0].Id, default);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForAsync(0, clients, options, (number, _) => AddAsync(stage, pattern, number));
        return stage;
    }

    private static async ValueTask AddAsync(Stage stage, ClientState pattern, int number)
    {
        var (id, accountNumber) = (IdOf(number), AccountOf(number));
        var client = pattern.Client!;
        var requisites = client.Requisites with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"ООО «Ромашка лютик{number:D7}»"),
        };
        var account = Account.Open(accountNumber);
        var states = stage.Services.GetRequiredService<ClientStates>();
        for (var written = 0; written < EntriesOfClient; written += EntriesInCommit)
        {
            var commit = new Commit(await states.LoadAsync(id, default));
            for (var i = written; i < written + EntriesInCommit; i++)
            {
                (account, var entry) = NextEntry(stage, account, number, i);
                commit.Add(entry);
                await RegisterAsync(stage, id, requisites, account, entry);
            }

            commit.Save(client with { Requisites = requisites }).Save(account).Save(pattern.Cabinet!);
            if (!await states.TryCommitAsync(commit, default))
            {
                throw new InvalidOperationException("A client was not written.");
            }
        }

        await stage.Services.GetRequiredService<ClientDirectory>().AddAsync(id, requisites, accountNumber, default);
        await stage.Services.GetRequiredService<BookRows>().CountAsync(id, account.LastEntry, default);
    }

    private static (Account Account, Entry Entry) NextEntry(Stage stage, Account account, int number, int place)
    {
        var now = stage.System.Clock.GetUtcNow();
        var at = now.AddDays(-(((number * 31) + (place * 7)) % DaysOfYear));
        var id = string.Create(CultureInfo.InvariantCulture, $"{number}-{place}");
        var details = new TopUpDetails(id, at, "ООО «Ромашка»", "За связь");
        return account.Append(new Money(100), "top-up-" + id, details, at);
    }

    // A day has a partition of its own: those of other days are never read.
    private static async Task RegisterAsync(
        Stage stage,
        string id,
        Requisites requisites,
        Account account,
        Entry entry)
    {
        if (BusinessDay.FromInstant(entry.At) == TodayOf(stage))
        {
            var line = new RegisterLine(
                EntryKind.TopUp,
                id,
                account.Number,
                requisites.Name,
                requisites.Inn,
                entry.Number,
                entry.At,
                entry.Amount,
                entry.Description);
            await stage.Services.GetRequiredService<RegisterRows>().AddAsync(line, default);
        }
    }

    private static DateOnly TodayOf(Stage stage) => BusinessDay.FromInstant(stage.System.Clock.GetUtcNow());

    private static string IdOf(int client) => client.ToString("x32", CultureInfo.InvariantCulture);

    // The check digit is not looked at here.
    private static string AccountOf(int client) => client.ToString("D10", CultureInfo.InvariantCulture);
}
