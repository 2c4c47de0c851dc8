using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Functions.Outbox;
using Functions.Tests.Document;
using Local;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Functions.Tests;

/// <summary>The product for one test class: its own functions, storage account, mail service, bank and clock.</summary>
public class SystemFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    // The message of a call that was refused late waits so long for a commit, and nobody is quiet before.
    private static readonly CommitTimes ShortWait = new() { Longest = TimeSpan.FromSeconds(10) };

    private HttpClient? _http;
    private int _callsWhenQuiet = -1;

    public LocalSystem System { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public StoredRows Rows { get; private set; } = null!;

    /// <summary>What the app writes about clients.</summary>
    protected RowWrites Writes { get; } = new();

    /// <summary>What the app sends to queues.</summary>
    protected SentMessages Messages { get; } = new();

    /// <summary>How long the app wants its messages to be hidden.</summary>
    protected ShortDelays Delays { get; private set; } = null!;

    /// <summary>Settings that differ from a local run.</summary>
    protected virtual Dictionary<string, string?> Settings => CheapSettings.Values;

    /// <summary>How the product starts.</summary>
    protected virtual LocalSystemOptions Options => new()
    {
        Storage = azurite.NewAccount(),
        Clock = Morning.Clock(),
        TimerClock = TimerClock,
        Settings = Settings,
        Customise = Customise,
        HostLogging = CustomiseHostLogging,
    };

    /// <summary>
    /// The time at which timers run; null is the product's. By default they run when a test says so: not whenever the
    /// clock is moved, which would check all ledgers for every day.
    /// </summary>
    protected virtual TimeProvider? TimerClock { get; } = Morning.Clock();

    /// <summary>A customer without requisites. Without an argument, of a new widget account.</summary>
    public Customer NewCustomer(string? account = null) => new(System, Api, account ?? $"widget-{Guid.NewGuid():N}");

    /// <summary>A customer with cabinet, first password, and a balance.</summary>
    public async Task<Customer> NewCustomerAsync(string? balance = null)
    {
        var customer = NewCustomer();
        await customer.SubmitAsync();
        await customer.WaitForCredentialsAsync();
        if (balance is not null)
        {
            (await customer.TopUpAsync(balance)).Is(201);
        }

        return customer;
    }

    /// <summary>Several customers, made at the same time.</summary>
    public Task<Customer[]> NewCustomersAsync(int count, string? balance = null) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => NewCustomerAsync(balance)));

    /// <summary>
    /// Starts another instance of the functions over the same storage, with the same keys and clock, as when the app is
    /// scaled out.
    /// </summary>
    public Task<LocalSystem> StartSecondAsync() => LocalSystem.StartAsync(
        new()
        {
            Storage = System.Storage,
            Clock = System.Clock,
            Settings = new Dictionary<string, string?>(Settings)
            {
                ["Widget:Keys:0"] = Convert.ToBase64String(System.Secrets.WidgetKey),
                ["Cabinet:Key"] = Convert.ToBase64String(System.Secrets.CabinetKey),
                ["Seals:Keys:0"] = Convert.ToBase64String(System.Secrets.SealKey),
                ["Mail:ConnectionString"] = System.World.MailConnectionString,
            },
            Customise = Customise,
        },
        TestContext.Current.CancellationToken);

    /// <summary>Waits until no timer is due and the work of earlier calls is done.</summary>
    public async Task QuietAsync()
    {
        await Eventually.IsAsync(
            () => System.Timers.All(timer => timer.Next > (TimerClock ?? System.Clock).GetUtcNow()),
            "No timer is due.");
        await Rows.QuietAsync();
    }

    /// <summary>
    /// Waits until earlier work is done, makes a call, and fails the test if the call, or work that it leaves, writes a
    /// row about a client.
    /// </summary>
    public async Task<Reply> UnchangedByAsync(Func<Task<Reply>> call)
    {
        ArgumentNullException.ThrowIfNull(call);

        // After a call that left no work there is nothing to wait for.
        if (Api.Calls != _callsWhenQuiet)
        {
            await QuietAsync();
        }

        var (writes, messages) = (Writes.Count, Messages.Count);
        var reply = await call();
        if (Messages.Count != messages)
        {
            await Rows.QuietAsync();
        }

        Assert.True(Writes.Count == writes, "The call wrote a row about a client.");
        _callsWhenQuiet = Api.Calls;
        return reply;
    }

    public virtual async ValueTask InitializeAsync()
    {
        var options = Options;
        Delays = new ShortDelays(options.Clock ?? TimeProvider.System);
        System = await LocalSystem.StartAsync(options, TestContext.Current.CancellationToken);
        _http = new HttpClient(CreateHandler());
        Api = new Api(_http, System);
        Rows = new StoredRows(System.Storage);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (System is not null)
        {
            await System.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What calls go through. By default each answer has to be as the API document says.</summary>
    protected virtual HttpMessageHandler CreateHandler() => new DocumentedAnswers();

    /// <summary>Adds destinations of the host's logs. By default there are none.</summary>
    protected virtual void CustomiseHostLogging(ILoggingBuilder logging)
    {
    }

    /// <summary>Changes the app's services before it starts.</summary>
    protected virtual void Customise(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var tables = new TableClientOptions();
        tables.AddPolicy(Writes, HttpPipelinePosition.PerCall);
        builder.Services.AddSingleton(tables).AddSingleton(CreateQueueOptions()).AddSingleton(ShortWait);
    }

    /// <summary>Options under which no queue message is hidden for long.</summary>
    protected QueueClientOptions CreateQueueOptions()
    {
        var options = new QueueClientOptions();
        options.AddPolicy(Delays, HttpPipelinePosition.PerCall);
        options.AddPolicy(Messages, HttpPipelinePosition.PerCall);
        return options;
    }
}
