using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using SampleApp;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace LocalHost.Tests;

/// <summary>The sample app on a host: its worker in this process, real HTTP on a free port, real storage.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string FunctionKey = "a function key";
    public const string OtherFunctionKey = "another function key";
    public const string MasterKey = "the master key";

    private readonly string _storage;

    private RunningApp(FunctionsHost host, InProcessWorker worker, string storage)
    {
        (Host, _storage, Calls) = (host, storage, worker.Services.GetRequiredService<Calls>());
        Http = new HttpClient { BaseAddress = host.Url };
    }

    public FunctionsHost Host { get; }

    public HttpClient Http { get; }

    public Calls Calls { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts the app.</summary>
    /// <param name="storage">Connection string.</param>
    /// <param name="settings">Settings over those that every app has.</param>
    /// <param name="options">Changes how the host runs it.</param>
    /// <param name="customise">Changes the app's parts.</param>
    public static async Task<RunningApp> StartAsync(
        string storage,
        Dictionary<string, string?>? settings = null,
        Func<FunctionsHostOptions, FunctionsHostOptions>? options = null,
        Action<FunctionsApplicationBuilder>? customise = null)
    {
        var worker = new InProcessWorker(typeof(App).Assembly, host => App.Build([], builder =>
        {
            host(builder);
            customise?.Invoke(builder);
        }));
        var all = Options(storage, settings);
        return new(await FunctionsHost.StartAsync(worker, options?.Invoke(all) ?? all, Cancel), worker, storage);
    }

    /// <summary>What every app is run with: three tries of a message, half a second after each.</summary>
    public static FunctionsHostOptions Options(string storage, Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["Named:Queue"] = "named-by-setting",
            ["Named:Schedule"] = "0 30 2 * * *",
            ["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "3",
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00.5",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:01",
            ["AzureFunctionsJobHost:extensions:queues:messageEncoding"] = "base64",
        };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        return new() { FunctionKeys = [FunctionKey, OtherFunctionKey], MasterKey = MasterKey, Settings = _ => all };
    }

    /// <summary>A call with a key.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? key = null,
        HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>Waits until a function was called as often, and returns what with.</summary>
    public async Task<object?[]> CallsOfAsync(string function, int count)
    {
        await Eventually.IsAsync(() => Calls.Of(function).Length >= count, $"{function} was called {count} times.");
        return Calls.Of(function);
    }

    /// <summary>A queue that exists; texts are base64 in it unless told otherwise.</summary>
    public async Task<QueueClient> QueueAsync(string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = new QueueClient(_storage, name, new() { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return queue;
    }

    /// <summary>Waits until as many messages are in a queue, and returns their texts without taking them.</summary>
    public async Task<string[]> MessagesAsync(
        string name,
        int count,
        QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = await QueueAsync(name, encoding);
        string[] texts = [];
        await Eventually.IsAsync(
            async () =>
            {
                texts = [.. (await queue.PeekMessagesAsync(32, Cancel)).Value
                    .Select(message => message.Body.ToString())];
                return texts.Length >= count;
            },
            $"{name} holds {count} messages.");
        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
