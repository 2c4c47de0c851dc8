using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Local.Tests;

public sealed class WidgetTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    [Fact]
    public async Task A_token_names_the_account_and_ends_an_hour_later_by_the_clock()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var world = await OutsideWorld.StartAsync(
            new() { WidgetKey = Key, WidgetAudience = "billing" },
            stop);
        using var http = new HttpClient { BaseAddress = world.Url };
        var now = world.Clock.Advance(TimeSpan.FromDays(10));

        var answer = await http.GetFromJsonAsync<JsonElement>("/widget-token?account=demo", stop);

        var expiresAt = answer.GetProperty("expiresAt").GetDateTimeOffset();
        Assert.InRange(expiresAt, now.AddMinutes(59), now.AddHours(1).AddMinutes(1));
        var token = answer.GetProperty("token").GetString();
        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            IssuerSigningKey = new SymmetricSecurityKey(Key),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidAudience = "billing",
            ValidateIssuer = false,
            LifetimeValidator = (from, to, _, _) =>
                from <= now.UtcDateTime.AddSeconds(1) && to == expiresAt.UtcDateTime,
        });
        Assert.True(checkedToken.IsValid, checkedToken.Exception?.Message);
        Assert.Equal("demo", checkedToken.Claims["sub"]);
    }

    [Fact]
    public async Task Without_an_account_there_is_no_token()
    {
        await using var world = await OutsideWorld.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = world.Url };

        using var answer = await http.GetAsync("/widget-token", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
