using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Benchmarks.IndexedTables;
using Billing;
using Functions.Clients;
using Functions.Endpoints;
using Functions.Movements;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;
using Local;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>The product with clients that have money. No queue is listened to, and no timer runs.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string WidgetAccount = "benchmark";

    private const string QuoteForm = """{"phone":"+79001234567","tariff":"base","months":1}""";

    /// <summary>Every function that a queue or a timer starts.</summary>
    private static readonly IEnumerable<string> Background =
        from type in new[] { typeof(QueueFunctions), typeof(PoisonFunctions), typeof(TimerFunctions) }
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select function.Name;

    private readonly Azurite _azurite;
    private readonly TableProcess? _tables;

    private Stage(LocalSystem system, Recorder recorder, Azurite azurite, TableProcess? tables) =>
        (System, Recorder, _azurite, _tables) = (system, recorder, azurite, tables);

    public LocalSystem System { get; }

    public Recorder Recorder { get; }

    public HttpClient Http { get; } = new();

    public List<(string Id, string AccountNumber)> Clients { get; } = [];

    public IServiceProvider Services => System.Services;

    /// <summary>Starts the product on an empty storage.</summary>
    /// <param name="isIndexed">
    /// Whether the tables have an index, as those of the real storage; else they are Azurite's, as all the rest is.
    /// </param>
    public static async Task<Stage> StartAsync(bool isIndexed = false)
    {
        var azurite = await Azurite.StartAsync();
        var tables = isIndexed ? await TableProcess.StartAsync() : null;
        var recorder = new Recorder();
        var settings = Background.ToDictionary(name => $"AzureWebJobs.{name}.Disabled", _ => (string?)"true");
        settings["Cabinet:HashMemoryKiB"] = "8";
        settings["Cabinet:HashPasses"] = "1";
        settings["EmailLimits:PerAccountAndDay"] = "100000";
        var system = await LocalSystem.StartAsync(new LocalSystemOptions
        {
            Storage = tables?.Connect(azurite.ConnectionString) ?? azurite.ConnectionString,
            Settings = settings,
            Customise = builder => builder.Services
                .AddSingleton(_ => Recorded(new TableClientOptions(), recorder))
                .AddSingleton(_ => Recorded(new QueueClientOptions(), recorder)),
        });
        var stage = new Stage(system, recorder, azurite, tables);
        stage.Http.BaseAddress = new Uri(system.Url, "api/");
        var token = system.World.WidgetVendor.TokenFor(WidgetAccount).Token;
        stage.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return stage;
    }

    /// <summary>Adds a client with a cabinet and much money.</summary>
    public async Task<(string Id, string Password)> AddClientAsync(int number)
    {
        var id = await SubmitAsync(number);
        var message = new CabinetMessage(id, DateTimeOffset.UtcNow);
        await Services.GetRequiredService<CreateCabinet>().RunAsync(message, default);
        var states = Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(id, default);
        var email = await states.FindEmailAsync(id, EmailIds.OfCredentials(state.Cabinet!), default);
        await TopUpAsync(state.Account!.Number, "100000000.00");
        Clients.Add((id, state.Account.Number));
        return (id, Services.GetRequiredService<DerivedKeys>().Decrypt(email!.Value.EncryptedSecret!, id));
    }

    /// <summary>Sends the requisites of a company with a КПП and an address of its own, over HTTP.</summary>
    /// <returns>The new client's id.</returns>
    public async Task<string> SubmitAsync(int number, string account = WidgetAccount)
    {
        var kpp = (100_000_000 + number).ToString(CultureInfo.InvariantCulture);
        var requisites = Forms.Organization($"buh{number}@example.com").With("kpp", kpp);
        using var request = new HttpRequestMessage(HttpMethod.Post, "clients")
        {
            Content = Json(requisites.ToJsonString()),
        };
        request.Headers.Authorization = new("Bearer", System.World.WidgetVendor.TokenFor(account).Token);
        using var response = await Http.SendAsync(request);
        var client = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return (string)client!["clientId"]!;
    }

    public async Task TopUpAsync(string accountNumber, string amount)
    {
        var form = Forms.TopUp(accountNumber, amount, Guid.NewGuid().ToString(), System.Clock.GetUtcNow());
        await Services.GetRequiredService<TakeTopUp>().RunAsync(form.ToJsonString(), default);
    }

    /// <summary>Pays one month more for a number of the client, over HTTP.</summary>
    public async Task PayAsync(string clientId, string password, string amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"clients/{clientId}/payments")
        {
            Content = Json(JsonSerializer.Serialize(new
            {
                phone = "+79001234567",
                tariff = "base",
                months = 1,
                amount = new { amount, currency = "RUB" },
                method = "cabinet-balance",
                password,
            })),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await Http.SendAsync(request);
        if ((int)response.StatusCode != 201)
        {
            var body = await response.Content.ReadAsStringAsync();
            throw new InvalidOperationException($"{(int)response.StatusCode} {body}");
        }
    }

    /// <summary>What one more month costs now.</summary>
    public async Task<string> QuoteAsync(string clientId)
    {
        using var response = await Http.PostAsync($"clients/{clientId}/quotes", Json(QuoteForm));
        var quote = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return (string)quote!["amount"]!["amount"]!;
    }

    /// <summary>Logs in to the cabinet.</summary>
    /// <returns>The session's token.</returns>
    public async Task<string> LogInAsync(string clientId, string password)
    {
        var client = await Http.GetFromJsonAsync<JsonObject>($"clients/{clientId}");
        var form = new { login = (string)client!["cabinet"]!["login"]!, password };
        using var response = await Http.PostAsync("cabinet/session", Json(JsonSerializer.Serialize(form)));
        var session = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return (string)session!["token"]!;
    }

    /// <summary>Reads something, over HTTP.</summary>
    /// <param name="path">Path below <c>/api/</c>.</param>
    /// <param name="token">Another token than the widget's.</param>
    public async Task<string> ReadAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static T Recorded<T>(T options, Recorder recorder)
        where T : ClientOptions
    {
        options.AddPolicy(recorder, HttpPipelinePosition.PerRetry);
        return options;
    }

    // JsonContent sends no Content-Length, and the Functions host accepts no body without one.
    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await System.DisposeAsync();
        if (_tables is not null)
        {
            await _tables.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }
}
