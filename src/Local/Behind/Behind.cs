using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Billing;
using Functions.Clients;
using Functions.Ledgers;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Local;

/// <summary>What is behind the product's pages: its queues, its timers, and the ledgers.</summary>
internal sealed class Behind(LocalSystem system) : IDisposable
{
    private const string Poison = "-poison";
    private const int MostEntries = 200;

    private readonly HttpClient _http = new();

    /// <summary>Whether ledgers can be read: the functions' own parts do that.</summary>
    public bool CanReadLedgers => !system.IsPublished;

    /// <summary>Every queue with its length and that of its poison queue.</summary>
    public async Task<IReadOnlyList<QueueView>> QueuesAsync(CancellationToken stop)
    {
        var storage = new QueueServiceClient(system.Storage);
        var lengths = new SortedDictionary<string, int>(StringComparer.Ordinal)
        {
            [Queues.CreateCabinet] = 0,
            [Queues.SendLetter] = 0,
            [Queues.TopUps] = 0,
        };
        await foreach (var queue in storage.GetQueuesAsync(cancellationToken: stop))
        {
            var properties = await storage.GetQueueClient(queue.Name).GetPropertiesAsync(stop);
            lengths[queue.Name] = properties.Value.ApproximateMessagesCount;
        }

        return [.. lengths.Where(queue => !queue.Key.EndsWith(Poison, StringComparison.Ordinal))
            .Select(queue => new QueueView(queue.Key, queue.Value, lengths.GetValueOrDefault(queue.Key + Poison)))];
    }

    /// <summary>Every timer, with its last run and its next.</summary>
    public IReadOnlyList<TimerView> Timers() =>
        [.. system.Timers.Select(timer => new TimerView(timer.Function, timer.Schedule, timer.Last, timer.Next))];

    /// <summary>Runs a timer now, as an operator would; returns the product's status.</summary>
    public async Task<int> RunTimerAsync(string name, CancellationToken stop)
    {
        using var answer = await CallAsync(HttpMethod.Post, $"/admin/functions/{Uri.EscapeDataString(name)}", stop);
        return (int)answer.StatusCode;
    }

    /// <summary>The newest of what waits for an operator, as the product lists it.</summary>
    public async Task<JsonNode?> FailuresAsync(CancellationToken stop)
    {
        using var answer = await CallAsync(HttpMethod.Get, "/api/failures", stop);
        var failures = await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return failures?["failures"];
    }

    /// <summary>Runs a failure again, as an operator would; returns the product's status.</summary>
    public async Task<int> RetryAsync(string failure, CancellationToken stop)
    {
        using var answer = await CallAsync(
            HttpMethod.Post, $"/api/failures/{Uri.EscapeDataString(failure)}/retry", stop);
        return (int)answer.StatusCode;
    }

    /// <summary>
    /// The newest entries of an account, and what a check of the whole ledger finds wrong; null if it is unknown.
    /// </summary>
    public async Task<LedgerView?> LedgerAsync(string accountNumber, CancellationToken stop)
    {
        var tables = system.Services.GetRequiredService<Tables>();
        if (!AccountNumber.IsValid(accountNumber)
            || await ClientIndex.FindAccountAsync(tables, accountNumber, stop) is not { } clientId)
        {
            return null;
        }

        var end = RowKeys.EntryPrefix.Replace('-', '.');
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {clientId} and RowKey gt {RowKeys.EntryPrefix} and RowKey lt {end}");
        var entries = new List<EntryView>();
        await foreach (var row in tables.Clients.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            entries.Add(EntryView.Of(History.Entry(row)));
            if (entries.Count == MostEntries)
            {
                break;
            }
        }

        var (_, mismatch) = await system.Services.GetRequiredService<CheckLedger>()
            .RunAsync(clientId, whole: true, stop);
        return new(entries, mismatch);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri(system.Url, path));
        request.Headers.Add("x-functions-key", system.Secrets.MasterKey);
        request.Content = method == HttpMethod.Get
            ? null
            : new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        return await _http.SendAsync(request, stop);
    }
}

/// <summary>A queue as the page shows it.</summary>
internal sealed record QueueView(string Name, int Length, int Poison);

/// <summary>A timer as the page shows it.</summary>
internal sealed record TimerView(string Name, string Schedule, DateTimeOffset? Last, DateTimeOffset Next);

/// <summary>A ledger as the page shows it.</summary>
internal sealed record LedgerView(IReadOnlyList<EntryView> Entries, string? Mismatch);

/// <summary>An entry as the page shows it.</summary>
internal sealed record EntryView(
    long Number,
    DateTimeOffset At,
    string Description,
    Sum Amount,
    Sum BalanceAfter,
    string Hash)
{
    public static EntryView Of(Entry entry) => new(
        entry.Number,
        entry.At,
        entry.Description,
        new(entry.Amount.ToString()),
        new(entry.BalanceAfter.ToString()),
        entry.Hash);
}

/// <summary>A sum in roubles as the product's API writes it.</summary>
internal sealed record Sum(string Amount);
