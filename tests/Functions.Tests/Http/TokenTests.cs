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

    [Theory]
    [MemberData(nameof(WidgetCalls))]
    [MemberData(nameof(CabinetCalls))]
    public async Task No_call_is_answered_without_a_token(string function)
    {
        var reply = await RefusedAsync(function, null);

        Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [MemberData(nameof(WidgetCalls))]
    public Task No_call_of_the_widget_is_answered_to_a_session_of_the_cabinet(string function) => RefusedAsync(function, fixture.Customer.Session);

    [Theory]
    [MemberData(nameof(CabinetCalls))]
    public Task No_call_of_the_cabinet_is_answered_to_a_token_of_the_widget(string function) => RefusedAsync(function, fixture.Customer.Token);

    [Fact]
    public async Task A_token_as_the_vendor_signs_it_is_good() => (await TariffsAsync(Token())).Is(200);

    [Fact]
    public async Task A_token_is_good_for_an_hour_ahead_and_no_longer()
    {
        (await TariffsAsync(Token(expires: Now.AddHours(1)))).Is(200);
        (await TariffsAsync(Token(expires: Now.AddHours(1).AddMinutes(2)))).IsProblem(401, "unauthorized");
        (await TariffsAsync(Token(expires: Now.AddDays(365)))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task An_expired_token_is_refused() => (await TariffsAsync(Token(expires: Now.AddMinutes(-2)))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_that_is_not_good_yet_is_refused() =>
        (await TariffsAsync(Token(notBefore: Now.AddMinutes(5)))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        var payload = $$"""{"sub":"{{fixture.Customer.Account}}","aud":"{{fixture.System.World.WidgetVendor.Audience}}"}""";
        (await TariffsAsync(Signed("""{"alg":"HS256","typ":"JWT"}""", payload))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_token_of_a_foreign_key_is_refused() =>
        (await TariffsAsync(Token(key: RandomNumberGenerator.GetBytes(32)))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_for_others_is_refused() => (await TariffsAsync(Token(audience: "others"))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_for_nobody_in_particular_is_refused() => (await TariffsAsync(Token(audience: null))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_without_a_widget_account_is_refused() => (await TariffsAsync(Token(account: null))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_token_of_an_empty_widget_account_is_refused() => (await TariffsAsync(Token(account: ""))).IsProblem(401, "unauthorized");

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[\"demo\"]")]
    [InlineData("{\"name\":\"demo\"}")]
    public async Task A_token_whose_widget_account_is_no_text_does_no_harm(string subject)
    {
        var reply = await TariffsAsync(Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(subject)));

        Assert.True(reply.Status is 200 or 401, reply.Text);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    public async Task A_token_of_another_algorithm_is_refused(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}","typ":"JWT"}""";
        var payload = Payload($"\"{fixture.Customer.Account}\"");

        (await TariffsAsync($"{Base64Url(header)}.{Base64Url(payload)}.")).IsProblem(401, "unauthorized");
        (await TariffsAsync(Signed(header, payload))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_token_whose_content_was_changed_is_refused()
    {
        var parts = fixture.Customer.Token.Split('.');
        var changed = $"{parts[0]}.{Base64Url(Payload("\"somebody-else\""))}.{parts[2]}";

        (await TariffsAsync(changed)).IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")]
    public async Task What_is_no_token_is_refused(string token)
    {
        (await fixture.Api.SendAsync("GET", "tariffs", headers: ("Authorization", "Bearer " + token))).IsProblem(401, "unauthorized");
        (await fixture.Api.SendAsync("GET", "cabinet/account", headers: ("Authorization", "Bearer " + token))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_token_of_another_scheme_is_refused() =>
        (await fixture.Api.SendAsync("GET", "tariffs", headers: ("Authorization", "Basic " + fixture.Customer.Token))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task A_session_that_somebody_else_signed_is_refused()
    {
        var parts = fixture.Customer.Session.Split('.');
        var forged = Signed(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[0])), Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])));

        (await fixture.Api.SendAsync("GET", "cabinet/account", bearer: fixture.Customer.Session)).Is(200);
        (await fixture.Api.SendAsync("GET", "cabinet/account", bearer: forged)).IsProblem(401, "unauthorized");
        (await fixture.Api.SendAsync("GET", "cabinet/account", bearer: $"{Base64Url("""{"alg":"none"}""")}.{parts[1]}.")).IsProblem(401, "unauthorized");
    }

    private async Task<Reply> RefusedAsync(string function, string? token)
    {
        var call = ApiCall.All[function];
        var reply = await fixture.UnchangedByAsync(() => fixture.Api.SendAsync(
            call.Method, call.Path(fixture.Customer.ClientId), call.Method == "GET" ? null : new { }, token));
        return reply.IsProblem(401, "unauthorized");
    }

    private Task<Reply> TariffsAsync(string token) => fixture.Api.SendAsync("GET", "tariffs", bearer: token);

    private string Token(string? account = "demo", string? audience = "the vendor's", byte[]? key = null, DateTime? expires = null, DateTime? notBefore = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = account is null ? [] : new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = account },
            Audience = audience == "the vendor's" ? fixture.System.World.WidgetVendor.Audience : audience,
            Expires = expires ?? Now.AddMinutes(30),
            NotBefore = notBefore,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key ?? fixture.System.Secrets.WidgetKey), SecurityAlgorithms.HmacSha256),
        });

    private string Payload(string subject) =>
        $$"""{"sub":{{subject}},"aud":"{{fixture.System.World.WidgetVendor.Audience}}","exp":{{new DateTimeOffset(Now).ToUnixTimeSeconds() + 600}}}""";

    private string Signed(string header, string payload)
    {
        var content = $"{Base64Url(header)}.{Base64Url(payload)}";
        return $"{content}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(fixture.System.Secrets.WidgetKey, Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Base64Url(string text) => Base64UrlEncoder.Encode(text);
}
