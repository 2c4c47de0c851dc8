using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Tests.Http;

public sealed class TokenTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    public static TheoryData<string> WidgetCalls => ApiCall.Of(Caller.Widget);

    public static TheoryData<string> CabinetCalls => ApiCall.Of(Caller.Cabinet);

    private DateTime Now => fixture.System.Clock.GetUtcNow().UtcDateTime;

    private string Audience => fixture.System.World.WidgetVendor.Audience;

    [Theory]
    [MemberData(nameof(WidgetCalls))]
    [MemberData(nameof(CabinetCalls))]
    public async Task No_call_is_accepted_without_a_token(string function)
    {
        var reply = await AssertRefusedAsync(function, null);

        Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [MemberData(nameof(WidgetCalls))]
    public Task No_call_of_the_widget_is_accepted_with_a_session_of_the_cabinet(string function) =>
        AssertRefusedAsync(function, fixture.Customer.Session);

    [Theory]
    [MemberData(nameof(CabinetCalls))]
    public Task No_call_of_the_cabinet_is_accepted_with_a_token_of_the_widget(string function) =>
        AssertRefusedAsync(function, fixture.Customer.Token);

    [Fact]
    public async Task A_token_that_the_vendor_signs_is_accepted() => (await TariffsAsync(Token())).Is(200);

    [Fact]
    public async Task A_token_may_expire_in_an_hour_and_no_later()
    {
        (await TariffsAsync(Token(expires: Now.AddHours(1)))).Is(200);
        await AssertRefusedAsync(Token(expires: Now.AddHours(1).AddMinutes(2)));
        await AssertRefusedAsync(Token(expires: Now.AddDays(365)));
    }

    [Fact]
    public Task An_expired_token_is_refused() => AssertRefusedAsync(Token(expires: Now.AddMinutes(-2)));

    [Fact]
    public Task A_token_that_is_not_valid_yet_is_refused() => AssertRefusedAsync(Token(notBefore: Now.AddMinutes(5)));

    [Fact]
    public async Task A_token_without_an_expiry_is_refused()
    {
        var payload = $$"""{"sub":"{{fixture.Customer.Account}}","aud":"{{Audience}}"}""";

        await AssertRefusedAsync(Signed(Header("HS256"), payload));
    }

    [Fact]
    public Task A_token_of_a_foreign_key_is_refused() =>
        AssertRefusedAsync(Token(key: RandomNumberGenerator.GetBytes(32)));

    [Fact]
    public Task A_token_for_another_audience_is_refused() => AssertRefusedAsync(Token(audience: "others"));

    [Fact]
    public Task A_token_without_an_audience_is_refused() => AssertRefusedAsync(Token(audience: null));

    [Fact]
    public Task A_token_without_a_widget_account_is_refused() => AssertRefusedAsync(Token(account: null));

    [Fact]
    public Task A_token_of_an_empty_widget_account_is_refused() => AssertRefusedAsync(Token(account: ""));

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[\"demo\"]")]
    [InlineData("{\"name\":\"demo\"}")]
    public Task A_token_whose_widget_account_is_no_text_is_refused(string subject) =>
        AssertRefusedAsync(Signed(Header("HS256"), Payload(subject)));

    [Fact]
    public async Task A_token_that_asks_for_what_is_not_understood_is_refused()
    {
        var payload = Payload($"\"{fixture.Customer.Account}\"");

        (await TariffsAsync(Signed(Header("HS256"), payload))).Is(200);
        await AssertRefusedAsync(Signed("""{"alg":"HS256","crit":["exp"]}""", payload));
        var session = FromBase64Url(fixture.Customer.Session.Split('.')[1]);
        var header = """{"alg":"HS256","crit":["b64"],"b64":false}""";
        (await AccountAsync(Signed(header, session))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public Task A_token_for_the_audience_with_a_slash_is_refused() =>
        AssertRefusedAsync(Token(audience: Audience + "/"));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    public async Task A_token_of_another_algorithm_is_refused(string algorithm)
    {
        var header = Header(algorithm);
        var payload = Payload($"\"{fixture.Customer.Account}\"");

        await AssertRefusedAsync($"{Base64Url(header)}.{Base64Url(payload)}.");
        await AssertRefusedAsync(Signed(header, payload));
    }

    [Fact]
    public async Task A_token_with_a_changed_payload_is_refused()
    {
        var parts = fixture.Customer.Token.Split('.');

        await AssertRefusedAsync($"{parts[0]}.{Base64Url(Payload("\"somebody-else\""))}.{parts[2]}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")]
    public async Task A_malformed_token_is_refused(string token)
    {
        foreach (var path in new[] { "tariffs", "cabinet/account" })
        {
            var reply = await fixture.Api.SendAsync("GET", path, headers: ("Authorization", "Bearer " + token));

            reply.IsProblem(401, "unauthorized");
        }
    }

    [Fact]
    public async Task A_token_of_another_scheme_is_refused()
    {
        var authorization = ("Authorization", "Basic " + fixture.Customer.Token);

        (await fixture.Api.SendAsync("GET", "tariffs", headers: authorization)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_session_with_a_foreign_signature_or_none_is_refused()
    {
        var parts = fixture.Customer.Session.Split('.');
        var foreignSession = Signed(FromBase64Url(parts[0]), FromBase64Url(parts[1]));
        var unsignedSession = $"{Base64Url("""{"alg":"none"}""")}.{parts[1]}.";

        (await AccountAsync(fixture.Customer.Session)).Is(200);
        (await AccountAsync(foreignSession)).IsProblem(401, "unauthorized");
        (await AccountAsync(unsignedSession)).IsProblem(401, "unauthorized");
    }

    private async Task<Reply> AssertRefusedAsync(string function, string? token)
    {
        var call = ApiCall.All[function];
        var path = call.Path(fixture.Customer.ClientId);
        var body = call.Method == "GET" ? null : new { };
        var reply = await fixture.UnchangedByAsync(() => fixture.Api.SendAsync(call.Method, path, body, token));
        return reply.IsProblem(401, "unauthorized");
    }

    private async Task AssertRefusedAsync(string token) =>
        (await TariffsAsync(token)).IsProblem(401, "unauthorized");

    private Task<Reply> TariffsAsync(string token) => fixture.Api.SendAsync("GET", "tariffs", bearer: token);

    private Task<Reply> AccountAsync(string session) =>
        fixture.Api.SendAsync("GET", "cabinet/account", bearer: session);

    private string Token(
        string? account = "demo",
        string? audience = "the vendor's",
        byte[]? key = null,
        DateTime? expires = null,
        DateTime? notBefore = null)
    {
        var signingKey = new SymmetricSecurityKey(key ?? fixture.System.Secrets.WidgetKey);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = account is null ? [] : new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = account },
            Audience = audience == "the vendor's" ? Audience : audience,
            Expires = expires ?? Now.AddMinutes(30),
            NotBefore = notBefore,
            SigningCredentials = new SigningCredentials(signingKey, SecurityAlgorithms.HmacSha256),
        });
    }

    private static string Header(string algorithm) => $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";

    private string Payload(string subject)
    {
        var expiry = new DateTimeOffset(Now).ToUnixTimeSeconds() + 600;
        return $$"""{"sub":{{subject}},"aud":"{{Audience}}","exp":{{expiry}}}""";
    }

    private string Signed(string header, string payload)
    {
        var content = $"{Base64Url(header)}.{Base64Url(payload)}";
        var signature = HMACSHA256.HashData(fixture.System.Secrets.WidgetKey, Encoding.ASCII.GetBytes(content));
        return $"{content}.{Base64UrlEncoder.Encode(signature)}";
    }

    private static string Base64Url(string text) => Base64UrlEncoder.Encode(text);

    private static string FromBase64Url(string text) => Base64UrlEncoder.Decode(text);
}
