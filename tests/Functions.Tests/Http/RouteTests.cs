namespace Functions.Tests.Http;

public sealed class RouteTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    private static readonly string[] Methods = ["DELETE", "PATCH", "PUT", "POST", "GET"];

    public static TheoryData<string> Calls =>
        ApiCall.Of(Caller.Anyone, Caller.Widget, Caller.Cabinet, Caller.Automation);

    private string Origin => fixture.System.World.Url.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("POST", "nothing/at/all")]
    [InlineData("GET", "clients/a/b/c/d/e/f")]
    [InlineData("GET", "кабинет")]
    [InlineData("GET", "")]
    public async Task An_unknown_route_is_404(string method, string path) =>
        (await fixture.Api.SendAsync(method, path, bearer: fixture.Customer.Token)).IsProblem(404, "not-found");

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Another_method_is_405_and_the_answer_lists_the_allowed_ones(string function)
    {
        var call = ApiCall.All[function];
        var path = call.Path(fixture.Customer.ClientId);
        var allowedMethods = ApiCall.All.Values
            .Where(other => other.Route == call.Route)
            .SelectMany(other => other.Method == "GET" ? ["GET", "HEAD"] : (string[])[other.Method])
            .Order();

        foreach (var method in Methods.Except(allowedMethods))
        {
            var body = method == "GET" ? null : new { };
            var reply = await fixture.UnchangedByAsync(() =>
                fixture.Api.SendAsync(method, path, body, fixture.Customer.Token));

            reply.IsProblem(405, "method-not-allowed");
            Assert.Equal(allowedMethods, reply.Headers["Allow"].Split(", ").Order());
        }
    }

    [Fact]
    public async Task A_head_request_is_answered_like_a_get_without_the_body()
    {
        foreach (var call in ApiCall.All.Values.Where(call => call.Method == "GET"))
        {
            var get = await SendAsync(call, "GET");
            var head = await SendAsync(call, "HEAD");

            Assert.Equal((get.Status, ""), (head.Status, head.Text));
            Assert.Equal(get.Headers["Content-Type"], head.Headers["Content-Type"]);
        }

        Assert.Equal("", (await fixture.Api.SendAsync("HEAD", "nothing")).Is(404).Text);
    }

    private Task<Reply> SendAsync(ApiCall call, string method)
    {
        var path = call.Path(fixture.Customer.ClientId);
        return call.Caller switch
        {
            Caller.Widget => fixture.Customer.WidgetAsync(method, path),
            Caller.Cabinet => fixture.Api.SendAsync(method, path, bearer: fixture.Customer.Session),
            Caller.Automation => fixture.Api.AutomateAsync(method, path),
            _ => fixture.Api.SendAsync(method, path),
        };
    }

    [Fact]
    public async Task Answers_are_not_cached_and_have_their_media_type()
    {
        Reply[] replies =
        [
            await fixture.Customer.ReadAsync(),
            await fixture.Api.SendAsync("GET", "nothing"),
            await fixture.Api.SendAsync("GET", "tariffs"),
        ];
        foreach (var reply in replies)
        {
            Assert.Equal("no-store", reply.Headers["Cache-Control"]);
            Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
            Assert.EndsWith("charset=utf-8", reply.Headers["Content-Type"], StringComparison.Ordinal);
            Assert.DoesNotContain("Server", reply.Headers.Keys);
        }
    }

    [Theory]
    [InlineData("pages/cabinet")]
    [InlineData("openapi.yaml")]
    public async Task A_file_is_compressed_for_callers_that_accept_it_and_sent_once(string path)
    {
        var acceptEncoding = ("Accept-Encoding", "gzip, br");
        var first = (await fixture.Api.SendAsync("GET", path, headers: acceptEncoding)).Is(200);
        var ifNoneMatch = ("If-None-Match", first.Headers["ETag"]);
        var second = (await fixture.Api.SendAsync("GET", path, headers: [acceptEncoding, ifNoneMatch])).Is(304);
        var uncompressed = (await fixture.Api.SendAsync("GET", path, headers: ifNoneMatch)).Is(200);

        Assert.Equal(("br", "Accept-Encoding"), (first.Headers["Content-Encoding"], first.Headers["Vary"]));
        Assert.Equal("", second.Text);
        Assert.DoesNotContain("Content-Encoding", uncompressed.Headers.Keys);
    }

    [Theory]
    [InlineData("clients")]
    [InlineData("cabinet/session")]
    [InlineData("nothing")]
    public async Task A_page_with_the_widget_may_make_calls_after_a_preflight(string path)
    {
        (string, string)[] headers =
        [
            ("Origin", Origin),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"),
        ];

        var reply = (await fixture.Api.SendAsync("OPTIONS", path, headers: headers)).Is(204);

        Assert.Equal(Origin, reply.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(
            ["GET", "PATCH", "POST", "PUT"],
            reply.Headers["Access-Control-Allow-Methods"].Split(", ").Order());
        Assert.Equal(
            ["authorization", "content-type", "idempotency-key"],
            reply.Headers["Access-Control-Allow-Headers"].Split(", ").Order());
        Assert.Equal("Origin", reply.Headers["Vary"]);
        Assert.Empty(reply.Text);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    public async Task Another_page_may_make_no_calls(string origin)
    {
        var preflight = await fixture.Api.SendAsync(
            "OPTIONS",
            "clients",
            headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")]);
        var call = await fixture.Customer.WidgetAsync("GET", "tariffs", null, ("Origin", origin));

        Assert.All([preflight, call], reply =>
        {
            Assert.DoesNotContain("Access-Control-Allow-Origin", reply.Headers.Keys);
            Assert.Equal("Origin", reply.Headers["Vary"]);
        });
    }

    [Fact]
    public async Task The_page_may_read_answers_and_refusals_and_some_headers()
    {
        var answer = (await fixture.Customer.WidgetAsync("GET", "tariffs", null, ("Origin", Origin))).Is(200);
        var refusal = (await fixture.Api.SendAsync("GET", "tariffs", headers: ("Origin", Origin))).Is(401);
        var notFound = (await fixture.Api.SendAsync("GET", "nothing", headers: ("Origin", Origin))).Is(404);

        Assert.All([answer, refusal, notFound], reply =>
        {
            Assert.Equal(Origin, reply.Headers["Access-Control-Allow-Origin"]);
            Assert.Equal(
                ["Location", "Retry-After"],
                reply.Headers["Access-Control-Expose-Headers"].Split(", ").Order());
            Assert.DoesNotContain("Access-Control-Allow-Credentials", reply.Headers.Keys);
        });
    }
}
