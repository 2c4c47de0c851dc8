using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Data.Tables;
using Functions.Clients;
using Functions.Storage;
using Functions.TopUps;
using Local;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks;

/// <summary>The product with clients that have money, and nothing else going on: no queue is listened to, no timer runs.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string WidgetAccount = "benchmark";

    private static readonly string[] Background =
        ["CreateCabinet", "SendLetter", "BookTopUp", "CreateCabinetPoison", "SendLetterPoison", "TopUpsPoison", "FinishPending", "ReconcileBalances", "ExpireSubscriptions"];

    private Stage(LocalSystem system, Recorder recorder) => (System, Recorder) = (system, recorder);

    public LocalSystem System { get; }

    public Recorder Recorder { get; }

    public HttpClient Http { get; } = new();

    public List<(string Id, string AccountNumber)> Clients { get; } = [];

    public IServiceProvider Services => System.Services;

    public static async Task<Stage> StartAsync()
    {
        var recorder = new Recorder();
        var settings = Background.ToDictionary(name => $"AzureWebJobs.{name}.Disabled", _ => (string?)"true");
        settings["Cabinet:HashIterations"] = "1";
        var system = await LocalSystem.StartAsync(new LocalSystemOptions
        {
            Settings = settings,
            Customise = builder => builder.Services.AddSingleton(_ =>
            {
                var options = new TableClientOptions();
                options.AddPolicy(recorder, HttpPipelinePosition.PerRetry);
                return options;
            }),
        });
        var stage = new Stage(system, recorder);
        stage.Http.BaseAddress = new Uri(system.Url, "api/");
        stage.Http.DefaultRequestHeaders.Authorization = new("Bearer", system.World.WidgetVendor.TokenFor(WidgetAccount).Token);
        return stage;
    }

    /// <summary>A client with a cabinet, known by a password, and much money.</summary>
    public async Task<(string Id, string Password)> AddClientAsync(int number)
    {
        var id = await SubmitAsync(number);
        await Services.GetRequiredService<CreateCabinet>().RunAsync(new Work("202601010000", Queues.CreateCabinet, id), default);
        var state = await Services.GetRequiredService<ClientStates>().LoadAsync(id, default);
        var letter = (await Services.GetRequiredService<Tables>().Clients.GetEntityAsync<TableEntity>(id, "letter-password-1")).Value;
        await TopUpAsync(state.Account!.Number, "100000000.00");
        Clients.Add((id, state.Account.Number));
        return (id, Services.GetRequiredService<Functions.Cabinets.Keys>().Open(letter.GetString("Sealed"), id));
    }

    /// <summary>Sends the requisites of a company with a КПП of its own, over HTTP.</summary>
    /// <returns>The new client's id.</returns>
    public async Task<string> SubmitAsync(int number)
    {
        var requisites = Forms.Organization("buh@example.com").With("kpp", (100_000_000 + number).ToString(CultureInfo.InvariantCulture));
        using var taken = await Http.PostAsync("clients", Json(requisites.ToJsonString()));
        return (string)(await taken.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["clientId"]!;
    }

    public async Task TopUpAsync(string accountNumber, string amount)
    {
        var form = Forms.TopUp(accountNumber, amount, Guid.NewGuid().ToString(), System.Clock.GetUtcNow());
        await Services.GetRequiredService<BookTopUp>().RunAsync(form.ToJsonString(), default);
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
            throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>What one more month costs now.</summary>
    public async Task<string> QuoteAsync(string clientId) =>
        (string)(await Http.GetFromJsonAsync<JsonObject>($"clients/{clientId}/connections/%2B79001234567/quote?tariff=base&months=1"))!["amount"]!["amount"]!;

    /// <summary>Logs in to the cabinet.</summary>
    /// <returns>The session's token.</returns>
    public async Task<string> LogInAsync(string clientId, string password)
    {
        var client = await Http.GetFromJsonAsync<JsonObject>($"clients/{clientId}");
        using var session = await Http.PostAsync("cabinet/session", Json(JsonSerializer.Serialize(new { login = (string)client!["cabinet"]!["login"]!, password })));
        return (string)(await session.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["token"]!;
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

    // JsonContent tells no length, and the Functions host takes no body without.
    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await System.DisposeAsync();
    }
}
