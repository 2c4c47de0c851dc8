using System.Text.Json;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Functions.Tests;

/// <summary>The whole product with a hand on its storage, its queues, its letters and its clock.</summary>
public class FaultySystemFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    // What a process answers that dies, the API document does not tell.
    private readonly HttpClient _http = new();

    private readonly FakeLogCollector _logs = new();

    private static readonly string[] QueueNames = ["create-cabinet", "send-letter", "topups"];

    /// <summary>Between the functions and Table Storage.</summary>
    public StorageTap Storage { get; } = new();

    /// <summary>Between the functions and the mail service.</summary>
    public MailTap Mail { get; } = new();

    /// <summary>What ran.</summary>
    public Invocations Invocations { get; } = new();

    /// <summary>What was logged: every category and level, with scopes, structured values and exceptions.</summary>
    public string Logs => string.Join('\n', _logs.GetSnapshot().Select(record =>
        $"{record.Category} {record.Level}: {record.Message} [{string.Join(", ", record.StructuredState ?? [])}] "
        + $"{record.Exception} {string.Join(' ', record.Scopes)}"));

    /// <summary>From which level on anything is logged.</summary>
    protected virtual LogLevel Logged => LogLevel.Warning;

    /// <inheritdoc/>
    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        // A failing message comes back at once, so that tests need not wait for it.
        ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00.5",
    };

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Api = new Api(_http, System);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The clock moves.</summary>
    public void Pass(TimeSpan time) => System.Clock.Advance(time);

    /// <summary>The clock moves, and what became due by that is done.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Pass(time);
        await RunTimerAsync("FinishPending");
        await DrainAsync();
    }

    /// <summary>The clock moves to a time to come.</summary>
    public void PassUntil(DateTimeOffset time) => Pass(time - System.Clock.GetUtcNow());

    /// <summary>Another process takes the place of one that died.</summary>
    public async Task RestartAsync()
    {
        await System.StopFunctionsAsync();
        Storage.Work();
        Invocations.Work();
        await System.StartFunctionsAsync(stop: TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a timer function now and waits for its end.</summary>
    public async Task<Invocation> RunTimerAsync(string function)
    {
        var before = Invocations.Of(function).Count;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(System.Url, $"/admin/functions/{function}"))
        {
            Content = new StringContent("{}", new global::System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("x-functions-key", System.Secrets.MasterKey);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)response.StatusCode);
        await Eventually.IsAsync(() => Task.FromResult(Invocations.Of(function).Count > before && Invocations.Of(function)[^1].Ended), $"{function} ran.");
        return Invocations.Of(function)[^1];
    }

    /// <summary>Lets time pass, twenty minutes at a time, until nothing is pending and every queue is empty.</summary>
    public Task SettleAsync() => Eventually.IsAsync(
        async () =>
        {
            await DrainAsync();
            await PassAsync(TimeSpan.FromMinutes(20));
            return !await HasWorkAsync();
        },
        "Nothing is pending.");

    /// <summary>Waits until no queue holds a message.</summary>
    public Task DrainAsync() => Eventually.IsAsync(QueuesAreEmptyAsync, "All messages are handled.");

    /// <summary>The queue of that name.</summary>
    public QueueClient Queue(string name) => new(System.Storage, name);

    /// <summary>Puts messages into a queue.</summary>
    public async Task SendAsync(string queue, string text, int times = 1)
    {
        var client = Queue(queue);
        await client.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, times).Select(_ => client.SendMessageAsync(text, TestContext.Current.CancellationToken)));
    }

    /// <summary>What waits for an operator, newest first.</summary>
    public async Task<JsonElement[]> FailuresAsync() =>
        [.. JsonDocument.Parse((await Api.AutomateAsync("GET", "failures?limit=200")).Is(200).Text).RootElement.GetProperty("failures").EnumerateArray()];

    /// <summary>The failures of a client.</summary>
    public async Task<JsonElement[]> FailuresAsync(Customer customer) =>
        [.. (await FailuresAsync()).Where(failure => failure.TryGetProperty("clientId", out var id) && id.GetString() == customer.ClientId)];

    /// <inheritdoc/>
    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var tables = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(20) } };
        tables.AddPolicy(Storage, HttpPipelinePosition.PerRetry);
        var mail = new EmailClientOptions { Retry = { NetworkTimeout = TimeSpan.FromSeconds(10) } };
        mail.AddPolicy(Mail, HttpPipelinePosition.PerRetry);
        builder.Services.AddSingleton(tables).AddSingleton(mail);
        builder.UseMiddleware(Invocations.RunAsync);
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(_logs)).AddFilter<FakeLoggerProvider>(null, Logged);
    }

    /// <inheritdoc/>
    protected override void CustomiseHostLogging(ILoggingBuilder logging) =>
        logging.AddProvider(new FakeLoggerProvider(_logs)).AddFilter<FakeLoggerProvider>(null, Logged);

    private async Task<bool> QueuesAreEmptyAsync()
    {
        foreach (var name in QueueNames.SelectMany(name => new[] { name, name + "-poison" }))
        {
            var queue = Queue(name);
            if (await queue.ExistsAsync(TestContext.Current.CancellationToken)
                && (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount > 0)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> HasWorkAsync()
    {
        await foreach (var row in Rows.Table("Pending").QueryAsync<TableEntity>("PartitionKey lt '9'", cancellationToken: TestContext.Current.CancellationToken))
        {
            return true;
        }

        return false;
    }
}
