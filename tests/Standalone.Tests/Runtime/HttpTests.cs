using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Standalone.Tests.Runtime;

public sealed class HttpTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Route_values_reach_the_parameters_of_their_names()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var id = Guid.NewGuid();

        Assert.Equal($"a b 12 {id} null", await app.Http.GetStringAsync($"/api/routes/a%20b/12/{id}", Cancel));
        Assert.Equal($"я 12 {id} more", await app.Http.GetStringAsync($"/api/routes/я/12/{id}/more", Cancel));
    }

    [Theory]
    [InlineData("/api/routes/a/twelve/33e4bf49-4cf4-4f6a-8f49-3b5b5b5b5b5b")]
    [InlineData("/api/routes/a/12/no-guid")]
    [InlineData("/api/nothing")]
    [InlineData("/WithoutRoute")]
    [InlineData("/")]
    public async Task What_fits_no_route_is_404(string path)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_function_that_a_setting_disables_is_not_there()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Configuration.AddInMemoryCollection([new("AzureWebJobs.WithoutRoute.Disabled", "true")]));

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/WithoutRoute", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_catch_all_takes_the_rest_of_the_path()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        Assert.Equal("rest a/b/c", await app.Http.GetStringAsync("/api/all/a/b/c", Cancel));
        Assert.Equal("rest ", await app.Http.GetStringAsync("/api/all", Cancel));
    }

    [Fact]
    public async Task Of_two_routes_that_fit_the_function_whose_name_comes_first_answers()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        Assert.Equal("first by name", await app.Http.GetStringAsync("/api/order/exact", Cancel));
    }

    [Fact]
    public async Task Without_a_route_the_name_is_the_route_and_without_methods_every_method_fits()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            var response = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/withoutroute"), Cancel);
            Assert.Equal(method, await response.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task Another_method_is_404_as_under_the_host()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/post", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.PostAsync("/api/post", null, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Head_gets_the_headers_without_the_body_where_the_function_takes_it()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var response = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/head"), Cancel);
        var other = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/post"), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HEAD", response.Headers.GetValues("X-Method").Single());
        Assert.Equal(6, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData("/api/keyed", null, 401)]
    [InlineData("/api/keyed", "", 401)]
    [InlineData("/api/keyed", "wrong", 401)]
    [InlineData("/api/keyed", RunningApp.FunctionKey, 200)]
    [InlineData("/api/keyed", RunningApp.OtherFunctionKey, 200)]
    [InlineData("/api/keyed", RunningApp.MasterKey, 200)]
    [InlineData("/api/masterkeyed", RunningApp.FunctionKey, 401)]
    [InlineData("/api/masterkeyed", RunningApp.MasterKey, 200)]
    [InlineData("/api/withoutroute", "wrong", 200)]
    public async Task A_key_opens_its_level_as_header_and_as_parameter(string path, string? key, int status)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var byHeader = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            byHeader.Headers.Add("x-functions-key", key);
        }

        foreach (var request in new[] { byHeader, new HttpRequestMessage(HttpMethod.Get, key is null ? path : $"{path}?code={Uri.EscapeDataString(key)}") })
        {
            var response = await app.Http.SendAsync(request, Cancel);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.True(status == 200 || response.Content.Headers.ContentLength == 0);
        }
    }

    [Fact]
    public async Task The_key_in_the_header_goes_before_the_parameter()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/keyed?code={Uri.EscapeDataString(RunningApp.FunctionKey)}");
        request.Headers.Add("x-functions-key", "wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Without_any_configured_key_nothing_opens()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder => builder.Services.PostConfigure<StandaloneOptions>(options =>
        {
            options.FunctionKeys.Clear();
            options.MasterKey = "";
        }));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/keyed?code=", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/api/keyed?code=x", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Request_and_response_pass_whole()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        byte[] body = [0, 255, 1, 254, .. "тело"u8];
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/echo?q=1%2B1&x=2") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Given", ["one", "two"]);
        request.Headers.Add("Cookie", "a=1; b=2");

        var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"{app.Http.BaseAddress}api/echo?q=1%2B1&x=2", response.Headers.GetValues("X-Url").Single());
        Assert.Equal("1+1", response.Headers.GetValues("X-Query").Single());
        Assert.Equal("one,two", response.Headers.GetValues("X-Given").Single().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("a:1 b:2", response.Headers.GetValues("X-Cookies").Single());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Configuration["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000");

        Assert.Equal(HttpStatusCode.OK, (await app.Http.PostAsync("/api/post", new ByteArrayContent(new byte[1000]), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.Http.PostAsync("/api/post", new ByteArrayContent(new byte[1001]), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_body_of_unknown_length_does_not_reach_the_function_as_under_the_host()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/echo") { Content = new StringContent("chunks") };
        request.Headers.Add("X-Given", "x");
        request.Headers.TransferEncodingChunked = true;

        var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Cookies_are_set_with_their_attributes()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var cookies = (await app.Http.GetAsync("/api/setcookies", Cancel)).Headers.GetValues("Set-Cookie").ToList();

        Assert.Equal("plain=1; path=/", cookies[0]);
        Assert.Equal("careful=2; max-age=60; path=/api; secure; samesite=strict; httponly", cookies[1]);
    }

    [Theory]
    [InlineData("""{"name":"a","COUNT":2}""", "a 2")]
    [InlineData("not json", "AggregateException JsonException")]
    [InlineData("""{"name":"a","count":"two"}""", "AggregateException JsonException")]
    [InlineData("", "AggregateException JsonException")]
    public async Task Json_is_read_in_any_case_and_what_fails_comes_wrapped(string body, string expected)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var response = await app.Http.PostAsync("/api/readjson", new StringContent(body), Cancel);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Json_is_written_as_its_properties_are_named_and_the_status_stays()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var response = await app.Http.GetAsync("/api/writejson", Cancel);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"Name":"a","Count":1}""", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Json_is_written_as_configured()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder =>
            builder.Services.Configure<JsonSerializerOptions>(json => json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase));

        Assert.Equal("""{"name":"a","count":1}""", await (await app.Http.GetAsync("/api/writejson", Cancel)).Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_function_that_throws_is_500_and_tells_nothing()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var response = await app.Http.GetAsync("/api/throws", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_function_that_returns_null_is_204()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.GetAsync("/api/returnsnull", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_that_ends_with_it()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var first = (await app.Http.GetStringAsync("/api/scope", Cancel)).Split(' ');
        var second = (await app.Http.GetStringAsync("/api/scope", Cancel)).Split(' ');

        Assert.Equal(first[0], first[1]);
        Assert.NotEqual(first[0], second[0]);
        var ended = await app.Calls.WaitForAsync(nameof(PerInvocation), 2);
        Assert.Equal([Guid.Parse(first[0]), Guid.Parse(second[0])], ended);
    }

    [Fact]
    public async Task A_caller_who_goes_away_cancels_the_invocation()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var call = app.Http.GetAsync("/api/waitsforcancel", leave.Token);
        await app.Calls.WaitForAsync("waiting", 1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal([true], await app.Calls.WaitForAsync("cancelled", 1));
    }

    [Fact]
    public async Task Stopping_finishes_the_calls_that_run()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var call = app.Http.GetStringAsync("/api/waitsforrelease", Cancel);
        await app.Calls.WaitForAsync("running", 1);

        var stop = app.Host.StopAsync(Cancel);
        Assert.False(stop.IsCompleted);
        app.Calls.Add("release", null);

        Assert.Equal("finished", await call);
        await stop;
    }

    [Fact]
    public async Task Many_calls_run_at_once()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var calls = Enumerable.Range(0, 20).Select(_ => app.Http.GetStringAsync("/api/waitsforrelease", Cancel)).ToList();
        await app.Calls.WaitForAsync("running", 20);
        app.Calls.Add("release", null);

        Assert.All(await Task.WhenAll(calls), text => Assert.Equal("finished", text));
    }

    [Fact]
    public async Task A_prefix_other_than_api_comes_from_the_settings_of_the_host()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "v1/x");

        Assert.Equal("GET", await app.Http.GetStringAsync("/v1/x/withoutroute", Cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/withoutroute", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_taken_port_stops_the_start()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        await Assert.ThrowsAsync<IOException>(() => RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Services.PostConfigure<StandaloneOptions>(options => options.Url = app.Http.BaseAddress!.ToString())));
    }

    [Fact]
    public async Task Neither_keys_nor_addresses_nor_bodies_are_logged()
    {
        var log = new RecordingLog();
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));

        await app.Http.PostAsync($"/api/keyed?code={Uri.EscapeDataString(RunningApp.FunctionKey)}&x=asked", new StringContent("sent"), Cancel);

        Assert.Contains(log.Lines, line => line.Contains("'Keyed'", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("code=", StringComparison.Ordinal) || line.Contains("asked", StringComparison.Ordinal) || line.Contains("sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Levels_of_logging_come_from_the_file_of_the_host()
    {
        var log = new RecordingLog();
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder => builder.Logging.AddProvider(log));

        // host.json of this program: nothing of this one function.
        await app.Http.GetAsync("/api/returnsnull", Cancel);
        await app.Http.GetAsync("/api/head", Cancel);

        Assert.Contains(log.Lines, line => line.Contains("'Head'", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("'ReturnsNull'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Options_come_from_the_configuration_too()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder =>
        {
            builder.Configuration["Standalone:MasterKey"] = "ignored, set in code later";
            builder.Configuration["Standalone:FunctionKeys:configured"] = "a configured key";
        });

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"/api/keyed?code={Uri.EscapeDataString("a configured key")}", Cancel)).StatusCode);
    }
}
