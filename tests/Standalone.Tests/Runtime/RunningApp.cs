using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Standalone.Tests.Runtime;

/// <summary>The functions of this test program on the standalone runtime: real HTTP on a free port, real storage.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string FunctionKey = "a function key";
    public const string OtherFunctionKey = "another function key";
    public const string MasterKey = "the master key";

    private readonly string _storage;

    private RunningApp(IHost host, string storage)
    {
        Host = host;
        _storage = storage;
        Http = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<StandaloneServer>().Url) };
    }

    public IHost Host { get; }

    public HttpClient Http { get; }

    public Calls Calls => Host.Services.GetRequiredService<Calls>();

    public IReadOnlyList<TimerState> Timers => Host.Services.GetRequiredService<StandaloneTimers>().All;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RunningApp> StartAsync(string storage, Action<FunctionsApplicationBuilder>? customise = null)
    {
        var host = Build(storage, customise);
        try
        {
            await host.StartAsync(Cancel);
            return new RunningApp(host, storage);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public static IHost Build(string storage, Action<FunctionsApplicationBuilder>? customise = null)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["Named:Queue"] = "named-by-setting",
            ["Named:Schedule"] = "0 30 2 * * *",
        });
        builder.Services.AddSingleton<Calls>();
        builder.Services.AddScoped<PerInvocation>();
        builder.Services.Configure<StandaloneOptions>(options =>
        {
            options.FunctionsAssembly = typeof(RunningApp).Assembly;
            options.Url = "http://127.0.0.1:0";
            options.FunctionKeys["default"] = FunctionKey;
            options.FunctionKeys["other"] = OtherFunctionKey;
            options.MasterKey = MasterKey;
        });
        customise?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>A queue that exists; texts are base64 in it.</summary>
    public async Task<QueueClient> QueueAsync(string name, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var queue = new QueueClient(_storage, name, new QueueClientOptions { MessageEncoding = encoding });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return queue;
    }

    /// <summary>Waits until as many messages are in a queue, and returns their texts without taking them.</summary>
    public async Task<string[]> MessagesAsync(string queue, int count, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var client = await QueueAsync(queue, encoding);
        return await Eventually.AsyncValue(async () =>
        {
            var messages = (await client.PeekMessagesAsync(32, Cancel)).Value;
            return messages.Length >= count ? messages.Select(m => m.Body.ToString()).ToArray() : null;
        });
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync(CancellationToken.None);
        Host.Dispose();
    }
}
