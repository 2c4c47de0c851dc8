using System.Net.Sockets;
using System.Text;

namespace Functions.Tests.Http;

/// <summary>What every answer says to browsers and caches, whoever gives it: the app, or the host before it.</summary>
public sealed class HeaderTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths =>
    [
        .. ApiCall.All.Values.Select(call => call.Path("none")).Distinct().Order(StringComparer.Ordinal)
            .Where(path => path != "openapi.yaml"),
        "", "nothing", "nothing/at/all", "pages", "pages/nothing",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_answer_but_a_page_is_neither_kept_nor_guessed_at(string path)
    {
        foreach (var method in Methods)
        {
            var reply = await fixture.Api.SendAsync(method, path);

            IsGuarded(reply, $"{method} {path}");
        }
    }

    [Fact]
    public async Task So_is_every_answer_to_those_who_may_ask()
    {
        var (customer, api) = (fixture.Customer, fixture.Api);
        foreach (var call in ApiCall.All.Values.Where(call => call.Method == "GET" && call.Route != "openapi.yaml"))
        {
            var path = call.Path(customer.ClientId);
            var reply = call.Caller switch
            {
                Caller.Widget => await customer.WidgetAsync("GET", path),
                Caller.Cabinet => await api.SendAsync("GET", path, bearer: customer.Session),
                Caller.Automation => await api.AutomateAsync("GET", path),
                Caller.Anyone => await api.SendAsync("GET", path),
                var other => throw new InvalidOperationException($"{other}"),
            };

            Assert.NotEqual(401, reply.Status);
            IsGuarded(reply, path);
        }
    }

    [Theory]
    [InlineData("PROPFIND")]
    [InlineData("TRACE")]
    [InlineData("FOO")]
    public async Task A_method_that_nobody_knows_is_answered_as_any_other(string method)
    {
        var known = await fixture.Api.SendAsync(method, "tariffs");
        var unknown = await fixture.Api.SendAsync(method, "nothing");

        known.IsProblem(405, "method-not-allowed");
        Assert.Equal("GET, HEAD", known.Headers["Allow"]);
        unknown.IsProblem(404, "not-found");
    }

    // Outside of /api there is nothing of the app: the host answers alone.
    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("FOO", "/nothing", 404)]
    [InlineData("GET", "/admin/functions", 401)]
    [InlineData("GET", "/api/failures", 401)]
    public async Task What_the_host_answers_alone_has_no_body_and_the_same_headers(
        string method,
        string path,
        int status)
    {
        var reply = await SendAsync(method, path);

        Assert.Equal("", reply.Is(status).Text);
        IsGuarded(reply, path);
    }

    [Fact]
    public async Task A_body_that_the_host_refuses_unread_is_answered_with_them_too()
    {
        using var http = new HttpClient();
        using var body = new ByteArrayContent(new byte[22_020_097]);
        using var answer = await http.PostAsync(
            new Uri(fixture.System.Url, "/api/clients"),
            body,
            CancellationToken);

        IsGuarded((await Reply.OfAsync(answer)).Is(500), "A body of more than 21 MB");
    }

    [Fact]
    public async Task What_is_no_http_is_refused_below_the_host() =>
        Assert.Equal("", (await SendAsync("G(T", "/api/tariffs")).Is(400).Text);

    [Theory]
    [InlineData("/api/pages/cabinet", 200)]
    [InlineData("/api/pages/widget.js", 200)]
    [InlineData("/api/openapi.yaml", 200)]
    [InlineData("/api/health", 200)]
    [InlineData("/api/tariffs", 401)]
    [InlineData("/nothing", 404)]
    public async Task Over_https_a_browser_is_told_to_stay_with_it_for_a_year(string path, int status)
    {
        var reply = await SendAsync("GET", path, "X-Forwarded-Proto: https\r\n");

        Assert.Equal(
            "max-age=31536000; includeSubDomains",
            reply.Is(status).Headers["Strict-Transport-Security"]);
    }

    // A local run has no https: a browser that believed otherwise could not open it any more.
    [Theory]
    [InlineData("billing.example.com", "")]
    [InlineData("localhost", "X-Forwarded-Proto: https\r\n")]
    [InlineData("127.0.0.1", "X-Forwarded-Proto: https\r\n")]
    public async Task Not_over_plain_http_nor_on_this_machine(string host, string header)
    {
        var reply = await SendAsync("GET", "/api/pages/cabinet", header, host);

        Assert.DoesNotContain("Strict-Transport-Security", reply.Is(200).Headers.Keys);
    }

    private static void IsGuarded(Reply reply, string what)
    {
        Assert.True(
            reply.Headers.GetValueOrDefault("Cache-Control") == "no-store",
            $"{what} {reply.Status}: {reply.Headers.GetValueOrDefault("Cache-Control")}");
        Assert.True(reply.Headers.GetValueOrDefault("X-Content-Type-Options") == "nosniff", $"{what} {reply.Status}");
    }

    // By hand, because the host's name and method are the caller's to choose.
    private async Task<Reply> SendAsync(
        string method,
        string path,
        string headers = "",
        string host = "billing.example.com")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.System.Url.Host, fixture.System.Url.Port, CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.0\r\nHost: {host}\r\n{headers}\r\n"),
            CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = (await reader.ReadToEndAsync(CancellationToken)).Split("\r\n\r\n", 2);
        var lines = answer[0].Split("\r\n");
        return new(
            int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            MediaType: null,
            answer[1],
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(
                header => header[0],
                header => header[1],
                StringComparer.OrdinalIgnoreCase));
    }
}
