using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Billing;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Local;

/// <summary>What is behind the product's pages: its queues, its timers, and the ledgers.</summary>
internal sealed class Inspector(LocalSystem system) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>Whether rows can be read: the functions' own parts do that.</summary>
    public bool CanReadRows => !system.IsPublished;

    /// <summary>Every queue with its length and that of its poison queue.</summary>
    public async Task<IReadOnlyList<QueueView>> QueuesAsync(CancellationToken cancellationToken)
    {
        var storage = new QueueServiceClient(system.Storage);
        var lengths = new SortedDictionary<string, int>(
            QueueNames.All.ToDictionary(name => name, _ => 0),
            StringComparer.Ordinal);
        await foreach (var queue in storage.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            var properties = await storage.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
            lengths[queue.Name] = properties.Value.ApproximateMessagesCount;
        }

        return [.. lengths.Where(queue => !queue.Key.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal))
            .Select(queue => new QueueView(queue.Key, queue.Value, PoisonOf(queue.Key)))];

        int PoisonOf(string queue) => lengths.GetValueOrDefault(queue + QueueNames.PoisonSuffix);
    }

    /// <summary>The operator's page, and the key that it asks for.</summary>
    public OperatorView Operator() => new(new(system.Url, "/api/pages/operator"), system.Secrets.FunctionKey);

    /// <summary>Every timer, with its last run and its next.</summary>
    public IReadOnlyList<TimerView> Timers() =>
        [.. system.Timers.Select(timer => new TimerView(timer.Function, timer.Schedule, timer.Last, timer.Next))];

    /// <summary>Runs a timer now, as an operator would; returns the product's status.</summary>
    public async Task<int> RunTimerAsync(string name, CancellationToken cancellationToken)
    {
        var path = $"/admin/functions/{Uri.EscapeDataString(name)}";
        using var answer = await CallAsync(HttpMethod.Post, path, cancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>The newest of what waits for an operator, as the product lists it.</summary>
    public async Task<JsonNode?> FailuresAsync(CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(HttpMethod.Get, "/api/failures", cancellationToken);
        var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var failures = await JsonNode.ParseAsync(body, cancellationToken: cancellationToken);
        return failures?["failures"];
    }

    /// <summary>Runs a failure again, as an operator would; returns the product's status.</summary>
    public async Task<int> RetryAsync(string failure, CancellationToken cancellationToken)
    {
        using var answer = await CallAsync(
            HttpMethod.Post, $"/api/failures/{Uri.EscapeDataString(failure)}/retry", cancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>
    /// The rows of an account's client, and what a check of the whole ledger finds wrong; null if it is unknown.
    /// </summary>
    public async Task<AccountView?> AccountAsync(string accountNumber, CancellationToken cancellationToken)
    {
        var lookups = system.Services.GetRequiredService<Lookups>();
        if (!AccountNumber.IsValid(accountNumber)
            || await lookups.FindAccountAsync(accountNumber, cancellationToken) is not { } clientId)
        {
            return null;
        }

        var check = system.Services.GetRequiredService<LedgerCheck>();
        var states = system.Services.GetRequiredService<ClientStates>();
        var steps = new ClientSteps(system.Services.GetRequiredService<Tables>());
        return new(
            (await check.RunAsync(clientId, isWhole: true, cancellationToken)).Mismatch,
            [.. RowTexts.Of(await states.LoadAsync(clientId, cancellationToken))],
            await steps.ReadAsync(clientId, cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> CallAsync(
        HttpMethod method,
        string path,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(system.Url, path));
        request.Headers.Add("x-functions-key", system.Secrets.MasterKey);
        request.Content = method == HttpMethod.Get
            ? null
            : new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        return await _http.SendAsync(request, cancellationToken);
    }
}

/// <summary>Where operators work, and what opens it.</summary>
internal sealed record OperatorView(Uri Url, string Key);

/// <summary>A queue as the page shows it.</summary>
internal sealed record QueueView(string Name, int Length, int Poison);

/// <summary>A timer as the page shows it.</summary>
internal sealed record TimerView(string Name, string Schedule, DateTimeOffset? Last, DateTimeOffset Next);
