namespace Functions.Tests.Http;

public sealed class RouteTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    private static readonly string[] Methods = ["DELETE", "PATCH", "PUT", "POST", "GET"];

    public static TheoryData<string> Calls => ApiCall.Of(Caller.Anyone, Caller.Widget, Caller.Cabinet, Caller.Automation);

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
    public async Task Another_method_is_405_and_the_answer_says_which_there_are(string function)
    {
        var path = ApiCall.All[function].Path(fixture.Customer.ClientId);
        var allowed = ApiCall.All.Values.Where(call => call.Route == ApiCall.All[function].Route).Select(call => call.Method).Order();

        foreach (var method in Methods.Except(allowed))
        {
            var reply = await fixture.UnchangedByAsync(() => fixture.Api.SendAsync(method, path, method == "GET" ? null : new { }, fixture.Customer.Token));

            reply.IsProblem(405, "method-not-allowed");
            Assert.Equal(allowed, reply.Headers["Allow"].Split(", ").Order());
        }
    }

    [Fact]
    public async Task A_head_request_has_no_body()
    {
        Assert.Empty((await fixture.Api.SendAsync("HEAD", "health")).Text);
        Assert.Equal("", (await fixture.Api.SendAsync("HEAD", "nothing")).Is(404).Text);
    }

    [Fact]
    public async Task Answers_are_nobodys_to_keep_and_are_what_they_say()
    {
        foreach (var reply in new[] { await fixture.Customer.ReadAsync(), await fixture.Api.SendAsync("GET", "nothing"), await fixture.Api.SendAsync("GET", "tariffs") })
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
    public async Task A_file_is_sent_compressed_to_whoever_can_read_that_and_once(string path)
    {
        var first = (await fixture.Api.SendAsync("GET", path, headers: ("Accept-Encoding", "gzip, br"))).Is(200);
        var again = await fixture.Api.SendAsync("GET", path, headers: [("Accept-Encoding", "gzip, br"), ("If-None-Match", first.Headers["ETag"])]);
        var plain = (await fixture.Api.SendAsync("GET", path, headers: ("If-None-Match", first.Headers["ETag"]))).Is(200);

        Assert.Equal(("br", "Accept-Encoding"), (first.Headers["Content-Encoding"], first.Headers["Vary"]));
        Assert.Equal("", again.Is(304).Text);
        Assert.DoesNotContain("Content-Encoding", plain.Headers.Keys);
    }

    [Theory]
    [InlineData("clients")]
    [InlineData("cabinet/session")]
    [InlineData("nothing")]
    public async Task A_page_that_holds_the_widget_may_call_after_a_preflight(string path)
    {
        var origin = fixture.System.World.Url.GetLeftPart(UriPartial.Authority);

        var reply = (await fixture.Api.SendAsync(
            "OPTIONS", path, headers: [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")])).Is(204);

        Assert.Equal(origin, reply.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(["GET", "POST", "PUT"], reply.Headers["Access-Control-Allow-Methods"].Split(", ").Order());
        Assert.Equal(["authorization", "content-type", "idempotency-key"], reply.Headers["Access-Control-Allow-Headers"].Split(", ").Order());
        Assert.Equal("Origin", reply.Headers["Vary"]);
        Assert.Empty(reply.Text);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    public async Task Another_page_may_not_call(string origin)
    {
        var preflight = await fixture.Api.SendAsync("OPTIONS", "clients", headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")]);
        var call = await fixture.Customer.WidgetAsync("GET", "tariffs", null, ("Origin", origin));

        Assert.All([preflight, call], reply =>
        {
            Assert.DoesNotContain("Access-Control-Allow-Origin", reply.Headers.Keys);
            Assert.Equal("Origin", reply.Headers["Vary"]);
        });
    }

    [Fact]
    public async Task The_page_may_read_answers_and_refusals_and_when_to_repeat()
    {
        var origin = fixture.System.World.Url.GetLeftPart(UriPartial.Authority);

        var answer = (await fixture.Customer.WidgetAsync("GET", "tariffs", null, ("Origin", origin))).Is(200);
        var refusal = (await fixture.Api.SendAsync("GET", "tariffs", headers: ("Origin", origin))).Is(401);
        var none = (await fixture.Api.SendAsync("GET", "nothing", headers: ("Origin", origin))).Is(404);

        Assert.All([answer, refusal, none], reply =>
        {
            Assert.Equal(origin, reply.Headers["Access-Control-Allow-Origin"]);
            Assert.Equal(["Location", "Retry-After"], reply.Headers["Access-Control-Expose-Headers"].Split(", ").Order());
            Assert.DoesNotContain("Access-Control-Allow-Credentials", reply.Headers.Keys);
        });
    }
}
