using System.Text.Json.Nodes;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>
/// A product that tells two receivers on this machine: one with two secrets, of all clients; one of a widget account.
/// </summary>
public sealed class WebhookFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    /// <summary>The widget account of <see cref="Particular"/>.</summary>
    public const string Account = "a widget account with a receiver";

    /// <summary>The secrets of <see cref="Receiver"/>.</summary>
    public static readonly string[] Secrets = [Webhooks.Receiver.NewSecret(), Webhooks.Receiver.NewSecret()];

    private Customer? _own;

    /// <summary>Is told of all clients.</summary>
    public Receiver Receiver { get; private set; } = null!;

    /// <summary>Is told of one widget account's clients.</summary>
    public Receiver Particular { get; private set; } = null!;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Webhooks:0:Url"] = Receiver.Url.ToString(),
        ["Webhooks:0:Secrets:0"] = Secrets[0],
        ["Webhooks:0:Secrets:1"] = Secrets[1],
        ["Webhooks:1:Url"] = Particular.Url.ToString(),
        ["Webhooks:1:Secrets:0"] = Webhooks.Receiver.NewSecret(),
        ["Webhooks:1:Account"] = Account,
    };

    public override async ValueTask InitializeAsync()
    {
        Receiver = await Webhooks.Receiver.StartAsync();
        Particular = await Webhooks.Receiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        await Particular.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A receiver takes everything again.</summary>
    public void Mend()
    {
        Receiver.Answer = _ => Task.CompletedTask;
        Particular.Answer = _ => Task.CompletedTask;
    }

    /// <summary>A customer whose first event was told.</summary>
    public async Task<Customer> NewToldCustomerAsync(string? account = null)
    {
        Mend();
        var customer = NewCustomer(account);
        (await customer.SubmitAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        await QuietAsync();
        return customer;
    }

    /// <summary>The customer of <see cref="Account"/>: a widget account has the same requisites once.</summary>
    public async Task<Customer> OwnCustomerAsync()
    {
        Mend();
        return _own ??= await NewToldCustomerAsync(Account);
    }

    /// <summary>What the log says of a customer's events, the newest first.</summary>
    public async Task<JsonObject[]> LogAsync(Customer customer, string query = "limit=200")
    {
        var reply = (await Api.AutomateAsync("GET", "operator/webhook-deliveries?" + query)).Is(200);
        return
        [
            .. reply.At("deliveries")!.AsArray()
                .Select(each => each!.AsObject())
                .Where(each => (string?)each["clientId"] == customer.ClientId),
        ];
    }

    /// <summary>Has a delivery sent again.</summary>
    public Task<Reply> RetryAsync(string id, string name = "Иванова Анна") =>
        Api.AutomateAsync("POST", $"operator/webhook-deliveries/{id}/retry", new { @operator = name });

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        base.Customise(builder);
        builder.Services.AddSingleton(new WebhookNetwork
        {
            AllowsThisMachine = true,
            Timeout = TimeSpan.FromSeconds(1),
            LongestPause = TimeSpan.FromMilliseconds(50),
        });
    }
}
