using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;

namespace Local.Tests;

public sealed class LocalSystemTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-tests-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Everything_answers_once_it_has_started()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient();

        using var health = await http.GetAsync(new Uri(system.Url, "/api/health"), Stop);
        using var page = await http.GetAsync(system.World.Url, Stop);
        await new QueueServiceClient(system.Storage).GetPropertiesAsync(Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task Who_opens_the_functions_address_gets_to_the_first_page()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        using var home = await http.GetAsync(system.Url, Stop);

        Assert.Equal((HttpStatusCode.Redirect, system.World.Url), (home.StatusCode, home.Headers.Location));
    }

    [Fact]
    public async Task The_addresses_that_settings_name_are_pages()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient { BaseAddress = system.World.Url };

        string[] pages = ["/", "/crm", "/consent", "/read/README.md", "/source/README.md", "/favicon.ico"];
        foreach (var path in pages)
        {
            using var page = await http.GetAsync(path, Stop);
            Assert.Equal((path, HttpStatusCode.OK), (path, page.StatusCode));
        }

        string[] others = ["/source/global.json", "/source/..%2FREADME.md", "/source/src/Local/Program.cs"];
        foreach (var path in others)
        {
            using var page = await http.GetAsync(path, Stop);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, page.StatusCode));
        }
    }

    [Fact]
    public async Task The_bank_tells_the_product_of_a_transfer_and_passes_its_answer_on()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient { BaseAddress = system.World.Url };

        using var answer = await http.PostAsJsonAsync(
            "/bank/transfers",
            new { accountNumber = "0000000000", amount = new { amount = "1.00", currency = "RUB" } },
            Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("account-not-found", problem.GetProperty("code").GetString());

        // One that no connector reports is known by the bank's statement.
        using var silent = await http.PostAsJsonAsync(
            "/bank/transfers",
            new { silent = true, purpose = "за связь", amount = new { amount = "7.00", currency = "RUB" } },
            Stop);
        Assert.Equal(HttpStatusCode.Accepted, silent.StatusCode);
        foreach (var format in new[] { "1c", "camt" })
        {
            using var uploaded = await http.PostAsync($"/bank/statement?format={format}", null, Stop);
            Assert.Equal(HttpStatusCode.Accepted, uploaded.StatusCode);
            var upload = await uploaded.Content.ReadFromJsonAsync<JsonElement>(Stop);
            var path = $"/api/statements/{upload.GetProperty("id").GetString()}";
            using var product = new HttpClient { BaseAddress = system.Url };
            product.DefaultRequestHeaders.Add("x-functions-key", system.Secrets.FunctionKey);
            await Eventually.IsAsync(
                async () => IsDone(await product.GetFromJsonAsync<JsonElement>(path, Stop)),
                "The statement is worked through.");
        }

        static bool IsDone(JsonElement report) =>
            (report.GetProperty("status").GetString(), report.GetProperty("lineCount").ToString()) == ("done", "2");
    }

    [Fact]
    public async Task The_product_takes_the_token_that_the_widget_vendor_gives()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient { BaseAddress = system.Url };
        using var anonymous = await http.GetAsync("/api/tariffs", Stop);

        http.DefaultRequestHeaders.Authorization = new("Bearer", system.World.WidgetVendor.TokenFor("demo").Token);
        using var known = await http.GetAsync("/api/tariffs", Stop);
        system.Clock.Advance(TimeSpan.FromHours(2));
        using var expired = await http.GetAsync("/api/tariffs", Stop);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (anonymous.StatusCode, known.StatusCode, expired.StatusCode));
    }

    [Fact]
    public async Task Timers_that_became_due_run_when_the_clock_moves()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient { BaseAddress = system.World.Url };

        using var moved = await http.PostAsJsonAsync("/clock", new { advance = "P1D" }, Stop);
        var now = (await moved.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("now").GetDateTimeOffset();

        Assert.NotEmpty(system.Timers);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!system.Timers.All(timer => timer.Last >= now.AddSeconds(-1) && timer.Next > now))
        {
            await Task.Delay(100, limit.Token);
        }
    }

    [Fact]
    public async Task A_client_its_letters_and_the_clock_outlive_a_restart()
    {
        string path;
        LocalSecrets secrets;
        DateTimeOffset moved;
        using (var state = StateFolder.Open(_folder, fresh: false))
        {
            await using var before = await LocalSystem.StartAsync(new() { State = state }, Stop);
            (path, secrets) = (await FiveSteps.RequisitesAsync(before, "restart@example.com", Stop), before.Secrets);
            await before.World.Mailbox.WaitAsync(letter => letter.To == "restart@example.com", cancellationToken: Stop);
            moved = before.Clock.Advance(TimeSpan.FromDays(2));
        }

        using var same = StateFolder.Open(_folder, fresh: false);
        await using var after = await LocalSystem.StartAsync(new() { State = same }, Stop);
        using var http = new HttpClient { BaseAddress = after.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", after.World.WidgetVendor.TokenFor("demo").Token);
        using var client = await http.GetAsync(path, Stop);

        Assert.Equal(HttpStatusCode.OK, client.StatusCode);
        Assert.Single(after.World.Mailbox.Letters, letter => letter.To == "restart@example.com");
        Assert.InRange(after.Clock.GetUtcNow(), moved, moved.AddMinutes(5));
        Assert.Equal(secrets.FunctionKey, after.Secrets.FunctionKey);
    }

    [Fact]
    public async Task Stopped_functions_start_again_at_the_same_address()
    {
        await using var system = await azurite.StartSystemAsync();
        using var http = new HttpClient { BaseAddress = system.Url };

        await system.StopFunctionsAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/api/health", Stop));
        await system.StartFunctionsAsync(cancellationToken: Stop);

        using var health = await http.GetAsync("/api/health", Stop);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
