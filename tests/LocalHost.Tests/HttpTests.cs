using System.Net;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests;

public sealed class HttpTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_and_response_pass_whole()
    {
        await using var app = await StartAsync();
        byte[] body = [0, 255, 1, 254, .. "тело"u8];
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/echo?q=1%2B1&x=2")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add("X-Given", ["one", "two"]);
        request.Headers.Add("Cookie", "a=1; b=2");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal($"{app.Http.BaseAddress}api/echo?q=1%2B1&x=2", Header("X-Url"));
        Assert.Equal("1+1", Header("X-Query"));
        Assert.Equal("one,two", Header("X-Given").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("a:1 b:2", Header("X-Cookies"));
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Header("X-Trace"));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync(Cancel));

        string Header(string name) => response.Headers.GetValues(name).Single();
    }

    [Fact]
    public async Task Bodies_of_answers_are_sent_in_chunks_and_an_empty_one_has_the_length_0()
    {
        await using var app = await StartAsync();

        var text = await app.Http.GetAsync("/api/method", HttpCompletionOption.ResponseHeadersRead, Cancel);
        var none = await app.Http.GetAsync("/api/returnsnull", HttpCompletionOption.ResponseHeadersRead, Cancel);
        var cached = await app.Http.GetAsync("/api/notmodified", HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal((true, null), (text.Headers.TransferEncodingChunked, text.Content.Headers.ContentLength));
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        Assert.Equal((HttpStatusCode.NotModified, "\"1\""), (cached.StatusCode, cached.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task A_body_without_a_length_does_not_reach_the_function_and_one_that_is_long_does()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(
            options: options => options with { Logging = logging => logging.AddProvider(log) });
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/echo")
        {
            Content = new StringContent("body"),
        };
        chunked.Headers.TransferEncodingChunked = true;
        var megabytes = new byte[10_000_000];
        new Random(1).NextBytes(megabytes);

        var lost = await app.Http.SendAsync(chunked, Cancel);
        var whole = await app.Http.PostAsync("/api/echo", new ByteArrayContent(megabytes), Cancel);

        Assert.Empty(await lost.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Single(log.With("without Content-Length"));
        Assert.Equal(megabytes, await whole.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_500_before_it_is_read()
    {
        await using var app = await StartAsync(new() { ["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "10" });

        Assert.Equal(
            HttpStatusCode.Accepted,
            (await app.Http.PostAsync("/api/echo", new StringContent("1234567890"), Cancel)).StatusCode);
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await app.Http.PostAsync("/api/echo", new StringContent("12345678901"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Without_a_setting_the_limit_of_a_body_is_100_megabytes()
    {
        await using var app = await StartAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port, Cancel);
        var stream = client.GetStream();

        await stream.WriteAsync(
            "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857601\r\n\r\n"u8.ToArray(),
            Cancel);
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 500 Internal Server Error", await reader.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task Cookies_are_set_with_their_attributes()
    {
        await using var app = await StartAsync();

        var cookies = (await app.Http.GetAsync("/api/setcookies", Cancel)).Headers.GetValues("Set-Cookie");

        Assert.Equal(
            ["plain=1; path=/", "careful=2; max-age=60; path=/api; secure; samesite=strict; httponly"],
            cookies);
    }

    [Fact]
    public async Task A_function_that_throws_is_500_tells_nothing_and_is_logged_once()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(
            options: options => options with { Logging = logging => logging.AddProvider(log) });

        var response = await app.Http.GetAsync("/api/throws", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        var line = Assert.Single(log.With("a secret"));
        Assert.StartsWith("Error Executed 'Throws' (Failed", line, StringComparison.Ordinal);
        Assert.EndsWith("System.InvalidOperationException: a secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_that_ends_with_it()
    {
        await using var app = await StartAsync();

        var first = (await app.Http.GetStringAsync("/api/scope", Cancel)).Split(' ');
        var second = (await app.Http.GetStringAsync("/api/scope", Cancel)).Split(' ');

        Assert.Equal(first[0], first[1]);
        Assert.NotEqual(first[0], second[0]);
        Assert.Equal(
            [Guid.Parse(first[0]), Guid.Parse(second[0])],
            await app.CallsOfAsync(nameof(SampleApp.PerInvocation), 2));
    }

    [Fact]
    public async Task A_caller_who_goes_away_cancels_the_invocation()
    {
        await using var app = await StartAsync();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var call = app.Http.GetAsync("/api/waitsforcancel", leave.Token);
        await app.CallsOfAsync("waiting", 1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal([true], await app.CallsOfAsync("cancelled", 1));
    }

    [Fact]
    public async Task Many_calls_run_at_once()
    {
        await using var app = await StartAsync();

        var calls = Enumerable.Range(0, 50)
            .Select(_ => app.Http.GetStringAsync("/api/waitsforrelease", Cancel))
            .ToList();
        await app.CallsOfAsync("running", 50);
        app.Calls.Release("release");

        Assert.All(await Task.WhenAll(calls), text => Assert.Equal("finished", text));
    }

    [Fact]
    public async Task Headers_of_the_settings_of_the_host_go_with_every_answer_and_do_not_replace_the_function_s()
    {
        await using var app = await StartAsync(new()
        {
            ["AzureFunctionsJobHost:extensions:http:customHeaders:Cache-Control"] = "no-store",
            ["AzureFunctionsJobHost:extensions:http:customHeaders:X-Method"] = "of the host",
        });

        var own = await app.Http.GetAsync("/api/head", Cancel);
        var unauthorized = await app.Http.GetAsync("/api/keyed", Cancel);
        var notFound = await app.Http.GetAsync("/nothing", Cancel);
        var failed = await app.Http.GetAsync("/api/throws", Cancel);

        Assert.Equal(["GET"], own.Headers.GetValues("X-Method"));
        Assert.All([own, unauthorized, notFound, failed], response =>
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString()));
        Assert.Equal(["of the host"], notFound.Headers.GetValues("X-Method"));
    }

    [Fact]
    public async Task Strict_transport_security_is_said_over_https_alone_and_where_the_settings_ask_for_it()
    {
        const string section = "AzureFunctionsJobHost:extensions:http:hsts";
        await using var silent = await StartAsync(new() { [$"{section}:isEnabled"] = "false" });
        await using var app = await StartAsync(new()
        {
            [$"{section}:isEnabled"] = "true",
            [$"{section}:maxAge"] = "10",
            [$"{section}:includeSubDomains"] = "false",
        });

        Assert.Null(await HstsAsync(silent, "app.example.com", "https"));
        Assert.Equal("max-age=864000", await HstsAsync(app, "app.example.com", "https"));
        Assert.Null(await HstsAsync(app, "app.example.com", "http"));
        Assert.Null(await HstsAsync(app, "localhost", "https"));
    }

    [Fact]
    public async Task Neither_keys_nor_addresses_nor_bodies_are_logged()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(
            options: options => options with
            {
                Logging = logging => logging.AddProvider(log).AddFilter(null, LogLevel.Trace),
            });

        await app.Http.PostAsync(
            $"/api/keyed?code={Uri.EscapeDataString(RunningApp.FunctionKey)}&x=asked",
            new StringContent("sent"),
            Cancel);

        Assert.NotEmpty(log.With("'Keyed'"));
        Assert.Empty(log.With("code="));
        Assert.Empty(log.With("asked"));
        Assert.Empty(log.With("sent"));
    }

    [Fact]
    public async Task Levels_of_logging_are_those_of_the_settings_of_the_host()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(
            new() { ["AzureFunctionsJobHost:logging:logLevel:Function.ReturnsNull"] = "None" },
            options => options with { Logging = logging => logging.AddProvider(log) });

        await app.Http.GetAsync("/api/returnsnull", Cancel);
        await app.Http.GetAsync("/api/head", Cancel);

        Assert.NotEmpty(log.With("'Head'"));
        Assert.Empty(log.With("'ReturnsNull'"));
    }

    private static async Task<string?> HstsAsync(RunningApp app, string host, string scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/method");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", scheme);
        var response = await app.Http.SendAsync(request, Cancel);
        return response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;
    }

    private Task<RunningApp> StartAsync(
        Dictionary<string, string?>? settings = null,
        Func<FunctionsHostOptions, FunctionsHostOptions>? options = null) =>
        RunningApp.StartAsync(azurite.NewAccount(), settings, options);
}
