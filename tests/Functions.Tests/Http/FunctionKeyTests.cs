namespace Functions.Tests.Http;

public sealed class FunctionKeyTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    public static TheoryData<string> Calls => ApiCall.Of(Caller.Automation);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_of_automation_need_a_function_key(string function)
    {
        var call = ApiCall.All[function];
        var topUp = Forms.TopUp(fixture.Customer.AccountNumber, "1.00", "no-key", fixture.System.Clock.GetUtcNow());
        var body = call.Method == "GET" ? null : topUp;

        (await SendAsync(null, "")).Is(401);
        (await SendAsync(null, "", ("x-functions-key", ""))).Is(401);
        (await SendAsync(null, "", ("x-functions-key", "wrong"))).Is(401);
        (await SendAsync(null, "", ("x-functions-key", fixture.System.Secrets.FunctionKey + "0"))).Is(401);
        (await SendAsync(null, "?code=wrong")).Is(401);
        (await SendAsync(fixture.Customer.Token, "")).Is(401);
        (await SendAsync(fixture.Customer.Session, "")).Is(401);
        (await SendAsync(fixture.System.Secrets.FunctionKey, "")).Is(401);

        Task<Reply> SendAsync(string? bearer, string query, params (string, string)[] headers) =>
            fixture.UnchangedByAsync(() =>
                fixture.Api.SendAsync(call.Method, call.Path("none") + query, body, bearer, headers));
    }

    [Fact]
    public async Task The_key_comes_in_a_header_or_in_the_query()
    {
        var (key, masterKey) = (fixture.System.Secrets.FunctionKey, fixture.System.Secrets.MasterKey);

        (await fixture.Api.SendAsync("GET", "failures", headers: ("x-functions-key", key))).Is(200);
        (await fixture.Api.SendAsync("GET", "failures?code=" + key)).Is(200);
        (await fixture.Api.SendAsync("GET", "failures", headers: ("x-functions-key", masterKey))).Is(200);
    }

    [Fact]
    public async Task Without_failures_the_list_is_empty_and_a_retry_finds_none()
    {
        Assert.Empty((await fixture.Api.AutomateAsync("GET", "failures")).Is(200).At("failures")!.AsArray());
        foreach (var id in new[] { "none", "%27%20or%20%271" })
        {
            var path = $"failures/{id}/retry";
            var reply = await fixture.UnchangedByAsync(() => fixture.Api.AutomateAsync("POST", path));
            reply.IsProblem(404, "not-found");
        }

        (await fixture.Api.AutomateAsync("GET", "failures?limit=0")).IsProblem(422, "validation-failed", "limit");
    }

    [Fact]
    public async Task Anyone_may_read_the_health()
    {
        var health = (await fixture.Api.SendAsync("GET", "health")).Is(200);

        Assert.Equal("ok", health["status"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", health["version"]!);
    }
}
