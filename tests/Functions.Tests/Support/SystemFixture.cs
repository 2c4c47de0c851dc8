using Functions.Tests.Document;
using Local;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Logging;

namespace Functions.Tests;

/// <summary>The whole product for one test class: functions, storage account, mail service, bank and clock of its own.</summary>
public class SystemFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly HttpClient _http = new(new DocumentedAnswers());

    /// <summary>What runs.</summary>
    public LocalSystem System { get; private set; } = null!;

    /// <summary>HTTP calls to the functions.</summary>
    public Api Api { get; protected set; } = null!;

    /// <summary>What is stored.</summary>
    public StoredRows Rows { get; private set; } = null!;

    /// <summary>Settings over those of the local surroundings. Few rounds of the password hash keep the tests fast.</summary>
    protected virtual Dictionary<string, string?> Settings => new() { ["Cabinet:HashIterations"] = "1000" };

    /// <summary>How the product starts.</summary>
    protected virtual LocalSystemOptions Options => new()
    {
        Storage = azurite.NewAccount(),
        Clock = Morning.Clock(),
        Settings = Settings,
        Customise = Customise,
        HostLogging = CustomiseHostLogging,
    };

    /// <summary>Somebody new, of a widget account of his own.</summary>
    public Customer NewCustomer(string? account = null) => new(System, Api, account ?? $"widget-{Guid.NewGuid():N}");

    /// <summary>Somebody new with cabinet, first password, and a balance.</summary>
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

    /// <summary>Several of them at the same time.</summary>
    public Task<Customer[]> NewCustomersAsync(int count, string? balance = null) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => NewCustomerAsync(balance)));

    /// <summary>Another instance of the functions over the same storage, with the same keys and the same clock: the product scaled out.</summary>
    public Task<LocalSystem> StartSecondAsync() => LocalSystem.StartAsync(
        new()
        {
            Storage = System.Storage,
            Clock = System.Clock,
            Settings = new Dictionary<string, string?>(Settings)
            {
                ["Widget:Keys:0"] = Convert.ToBase64String(System.Secrets.WidgetKey),
                ["Cabinet:Key"] = Convert.ToBase64String(System.Secrets.CabinetKey),
                ["Mail:ConnectionString"] = System.World.MailConnectionString,
            },
        },
        TestContext.Current.CancellationToken);

    /// <summary>Waits until all work that follows from earlier calls is done, and whatever a move of the clock made due.</summary>
    public async Task QuietAsync()
    {
        await Eventually.IsAsync(() => Task.FromResult(System.Timers.All(timer => timer.Next > System.Clock.GetUtcNow())), "No timer is due.");
        await Rows.QuietAsync();
    }

    /// <summary>Makes a call that must not write, when all is quiet, and fails the test if it does.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mayMark">A marker of work may be left: a payment leaves that of its receipt before it is known to be refused.</param>
    public async Task<Reply> UnchangedByAsync(Func<Task<Reply>> call, bool mayMark = false)
    {
        await QuietAsync();
        return await Rows.UnchangedByAsync(call, mayMark);
    }

    public virtual async ValueTask InitializeAsync()
    {
        System = await LocalSystem.StartAsync(Options, TestContext.Current.CancellationToken);
        Api = new Api(_http, System);
        Rows = new StoredRows(System.Storage);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (System is not null)
        {
            await System.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Says where the logs of the host go; by itself nowhere.</summary>
    protected virtual void CustomiseHostLogging(ILoggingBuilder logging)
    {
    }

    /// <summary>Changes the functions' parts before they start.</summary>
    protected virtual void Customise(FunctionsApplicationBuilder builder)
    {
    }
}
