using System.Net;
using System.Text;
using System.Text.Json;

namespace LocalHost.Tests;

/// <summary>Who may call what: functions by their level, and the administrative calls.</summary>
public sealed class KeyTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/keyed", null, 401)]
    [InlineData("/api/keyed", "", 401)]
    [InlineData("/api/keyed", "wrong", 401)]
    [InlineData("/api/keyed", RunningApp.FunctionKey, 200)]
    [InlineData("/api/keyed", "A FUNCTION key", 200)]
    [InlineData("/api/keyed", RunningApp.OtherFunctionKey, 200)]
    [InlineData("/api/keyed", RunningApp.MasterKey, 200)]
    [InlineData("/api/masterkeyed", RunningApp.FunctionKey, 401)]
    [InlineData("/api/masterkeyed", RunningApp.MasterKey, 200)]
    [InlineData("/api/method", "wrong", 200)]
    public async Task A_key_opens_its_level_as_header_and_as_parameter_whatever_its_case(
        string path,
        string? key,
        int status)
    {
        await using var app = await StartAsync();

        var url = key is null ? path : $"{path}?code={Uri.EscapeDataString(key)}";
        foreach (var response in new[]
        {
            await app.SendAsync(HttpMethod.Get, path, key),
            await app.Http.GetAsync(url, Cancel),
        })
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.True(status == 200 || response.Content.Headers.ContentLength == 0);
        }
    }

    [Fact]
    public async Task The_key_in_the_header_goes_before_the_parameter()
    {
        await using var app = await StartAsync();

        var response = await app.SendAsync(
            HttpMethod.Get,
            $"/api/keyed?code={Uri.EscapeDataString(RunningApp.FunctionKey)}",
            "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Without_any_configured_key_nothing_opens()
    {
        await using var app = await StartAsync(options => options with { FunctionKeys = [], MasterKey = "" });

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/keyed?code=", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/keyed?code=x", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/admin/host/status")]
    [InlineData("GET", "/admin/functions")]
    [InlineData("POST", "/admin/functions/Post")]
    public async Task Administrative_calls_are_for_the_master_key(string method, string path)
    {
        await using var app = await StartAsync();

        var anonymous = await app.SendAsync(new(method), path);
        var wrong = await app.SendAsync(new(method), path, "wrong");
        var function = await app.SendAsync(new(method), path, RunningApp.FunctionKey);

        Assert.Equal(
            [401, 401, 403],
            new[] { anonymous, wrong, function }.Select(response => (int)response.StatusCode));
        Assert.Equal("Bearer", anonymous.Headers.WwwAuthenticate.ToString());
        Assert.True((await app.SendAsync(new(method), path, RunningApp.MasterKey)).IsSuccessStatusCode);
        Assert.Equal(method == "POST" ? 1 : 0, (await app.CallsOfAsync("Post", method == "POST" ? 1 : 0)).Length);
    }

    [Theory]
    [InlineData("/admin/host/ping")]
    [InlineData("/admin/warmup")]
    [InlineData("/")]
    public async Task Whether_the_host_runs_anybody_may_ask(string path)
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_page_at_the_root_can_be_turned_off()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            new() { ["AzureWebJobsDisableHomepage"] = "true" });

        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_administrator_sees_the_state_of_the_host_and_its_functions()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            new() { ["AzureFunctionsWebHost:hostid"] = "some-host" });

        var status = await JsonAsync("/admin/host/status");
        var functions = await JsonAsync("/admin/functions");

        Assert.Equal(
            ("some-host", "Running"),
            (status.GetProperty("id").GetString(), status.GetProperty("state").GetString()));
        var names = functions.EnumerateArray().Select(function => function.GetProperty("name").GetString()!).ToArray();
        Assert.Contains("Echo", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);

        async Task<JsonElement> JsonAsync(string path) =>
            JsonElement.Parse(await (await app.SendAsync(HttpMethod.Get, path, RunningApp.MasterKey))
                .Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"input":"by hand"}""", "by hand")]
    [InlineData("""{"input":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{}""", "")]
    [InlineData("""[]""", "")]
    [InlineData("""null""", "")]
    [InlineData("""not JSON""", "")]
    [InlineData("", "")]
    public async Task The_administrator_runs_a_function_by_hand_whatever_the_body_holds(string body, string input)
    {
        await using var app = await StartAsync();

        foreach (var function in new[] { "Texts", "post" })
        {
            var response = await app.SendAsync(
                HttpMethod.Post,
                $"/admin/functions/{function}",
                RunningApp.MasterKey,
                new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        Assert.Equal([input], await app.CallsOfAsync("Texts", 1));
        Assert.Equal([input], await app.CallsOfAsync("Post", 1));
    }

    [Fact]
    public async Task A_function_that_there_is_not_cannot_be_run_by_hand()
    {
        await using var app = await StartAsync();

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.SendAsync(HttpMethod.Post, "/admin/functions/nothing", RunningApp.MasterKey)).StatusCode);
    }

    private Task<RunningApp> StartAsync(Func<FunctionsHostOptions, FunctionsHostOptions>? options = null) =>
        RunningApp.StartAsync(azurite.NewAccount(), options: options);
}
