using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Local;

/// <summary>
/// The widget vendor's back end: says for which widget account a browser speaks, in a token that it signs.
/// </summary>
public sealed class WidgetVendor
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly TimeProvider _clock;
    private readonly SigningCredentials _credentials;

    internal WidgetVendor(TimeProvider clock, byte[] key, string audience) =>
        (_clock, _credentials, Audience) =
            (clock, new(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256), audience);

    /// <summary>Whom the tokens are for.</summary>
    public string Audience { get; }

    /// <summary>A token for a widget account, good for an hour by the product's clock.</summary>
    public WidgetToken TokenFor(string account)
    {
        // A token tells whole seconds; the expiry given beside it says the same.
        var now = DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds());
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = account },
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = _credentials,
        });
        return new(token, now + Lifetime);
    }

    internal void Map(IEndpointRouteBuilder app) => app.MapGet("/widget-token", (string? account) =>
        string.IsNullOrWhiteSpace(account)
            ? Problem.Of(
                400,
                "account-required",
                "Не указан аккаунт",
                "Укажите аккаунт виджета: /widget-token?account=demo")
            : Results.Ok(TokenFor(account)));
}

/// <summary>A signed token and when it ends.</summary>
public sealed record WidgetToken(string Token, DateTimeOffset ExpiresAt);
