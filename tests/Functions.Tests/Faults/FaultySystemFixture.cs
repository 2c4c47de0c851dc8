using System.Diagnostics;
using System.Net.Http.Headers;
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

/// <summary>The product with faults in its storage, queues and mail service, and a clock that tests move.</summary>
public class FaultySystemFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    // Longer than any message is hidden here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly FakeLogCollector _logs = new();

    public StorageTap Storage { get; } = new();

    public MailTap Mail { get; } = new();

    public Invocations Invocations { get; } = new();

    /// <summary>Everything that was logged, with scopes, structured values and exceptions.</summary>
    public string Logs => string.Join('\n', _logs.GetSnapshot().Select(record =>
        $"{record.Category} {record.Level}: {record.Message} [{string.Join(", ", record.StructuredState ?? [])}] "
        + $"{record.Exception} {string.Join(' ', record.Scopes)}"));

    /// <summary>The lowest level that <see cref="Logs"/> has.</summary>
    protected virtual LogLevel Logged => LogLevel.Warning;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        // A failed message is retried soon, so that tests need not wait long.
        ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00.5",
    };

    /// <summary>Moves the clock.</summary>
    public void Pass(TimeSpan time) => System.Clock.Advance(time);

    /// <summary>Moves the clock to a later time.</summary>
    public void PassUntil(DateTimeOffset time) => Pass(time - System.Clock.GetUtcNow());

    /// <summary>Starts the functions again, without faults, after their process died.</summary>
    public async Task RestartAsync()
    {
        await System.StopFunctionsAsync();
        Storage.Work();
        await System.StartFunctionsAsync(customise: null, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a timer function now and waits for its end.</summary>
    public async Task<Invocation> RunTimerAsync(string function)
    {
        var before = Invocations.Of(function).Count;
        using var http = new HttpClient();
        using var content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        http.DefaultRequestHeaders.Add("x-functions-key", System.Secrets.MasterKey);
        var address = new Uri(System.Url, $"/admin/functions/{function}");
        using var response = await http.PostAsync(address, content, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)response.StatusCode);
        await Eventually.IsAsync(
            () => Invocations.Of(function).Count > before && Invocations.Of(function)[^1].Ended,
            $"{function} ran.");
        return Invocations.Of(function)[^1];
    }

    /// <summary>
    /// Waits until no queue holds a message. The clock moves to the time for which one of them waits, and never because
    /// the machine is slow.
    /// </summary>
    public Task SettleAsync()
    {
        var watch = Stopwatch.StartNew();
        return Eventually.IsAsync(
            async () =>
            {
                if (await Rows.IsQuietAsync())
                {
                    return true;
                }

                var now = System.Clock.GetUtcNow();
                if (watch.Elapsed > Patience && Delays.NextAfter(now) is { } time)
                {
                    Pass(time - now);
                    watch.Restart();
                }

                return false;
            },
            () => $"Nothing is pending; {Rows.LastBusy} is not empty.");
    }

    /// <summary>Does what sends messages about a customer to be checked, and waits until they are done.</summary>
    public async Task CheckedAsync(Customer customer, int messages, Func<Task> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        var before = Done();
        await send();
        await Eventually.IsAsync(() => Done() >= before + messages, "The account was checked.");

        // A check that finds the storage busy puts its message back.
        int Done() => Invocations.Of("ReconcileAccount").Count(run =>
            run.Succeeded
            && run.Message?.Contains(customer.ClientId, StringComparison.Ordinal) == true
            && !run.Requests.Any(request => request is { Kind: "send", Table: "reconcile-account" }));
    }

    /// <summary>Waits until no queue holds a message.</summary>
    public Task DrainAsync() => Rows.QuietAsync();

    public QueueClient Queue(string name) => Rows.Queue(name);

    /// <summary>Puts a message into a queue, once or several times.</summary>
    public async Task SendAsync(string queue, string text, int times = 1)
    {
        var client = Queue(queue);
        await client.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, times)
            .Select(_ => client.SendMessageAsync(text, TestContext.Current.CancellationToken)));
        System.LookAt(queue);
    }

    /// <summary>The failures that an operator sees, newest first.</summary>
    public async Task<JsonElement[]> FailuresAsync()
    {
        var reply = (await Api.AutomateAsync("GET", "failures?limit=200")).Is(200);
        return [.. JsonDocument.Parse(reply.Text).RootElement.GetProperty("failures").EnumerateArray()];
    }

    /// <summary>The failures of a client, newest first.</summary>
    public async Task<JsonElement[]> FailuresAsync(Customer customer)
    {
        return [.. (await FailuresAsync()).Where(IsOfCustomer)];

        bool IsOfCustomer(JsonElement failure) =>
            failure.TryGetProperty("clientId", out var id) && id.GetString() == customer.ClientId;
    }

    // The API document does not describe the answers of a process that dies.
    protected override HttpMessageHandler CreateHandler() => new HttpClientHandler();

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        base.Customise(builder);
        var tables = new TableClientOptions
        {
            Retry = { Delay = TimeSpan.FromMilliseconds(5), MaxDelay = TimeSpan.FromMilliseconds(20) },
        };
        tables.AddPolicy(Writes, HttpPipelinePosition.PerCall);
        tables.AddPolicy(Storage, HttpPipelinePosition.PerRetry);
        var mail = new EmailClientOptions { Retry = { NetworkTimeout = TimeSpan.FromSeconds(4) } };
        mail.AddPolicy(Mail, HttpPipelinePosition.PerRetry);
        var queues = CreateQueueOptions();
        (queues.Retry.Delay, queues.Retry.MaxDelay) = (tables.Retry.Delay, tables.Retry.MaxDelay);
        queues.AddPolicy(Storage, HttpPipelinePosition.PerRetry);
        builder.Services.AddSingleton(tables).AddSingleton(queues).AddSingleton(mail);
        builder.UseMiddleware(Invocations.RunAsync);
        builder.Logging.ClearProviders();
        CustomiseHostLogging(builder.Logging);
    }

    protected override void CustomiseHostLogging(ILoggingBuilder logging) =>
        logging.AddProvider(new FakeLoggerProvider(_logs)).AddFilter<FakeLoggerProvider>(null, Logged);
}
