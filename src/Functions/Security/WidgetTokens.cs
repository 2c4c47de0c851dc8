using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Security;

/// <summary>
/// Tokens that the widget vendor's back end signs: HS256, <c>sub</c> = widget account, for an hour at most.
/// </summary>
public sealed class WidgetTokens(IOptions<WidgetSettings> settings, TimeProvider time)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _rules = new()
    {
        IssuerSigningKeys = settings.Value.Keys
            .Select(key => new SymmetricSecurityKey(Convert.FromBase64String(key)))
            .ToArray(),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidAudience = settings.Value.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidateIssuer = false,
        TryAllIssuerSigningKeys = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires > now - ClockSkew
                && expires <= now + LongestLife + ClockSkew
                && (notBefore is null || notBefore <= now + ClockSkew);
        },
    };

    /// <summary>The widget account of a good token; null for any other.</summary>
    public async Task<string?> AccountOfAsync(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, _rules);
        return result.IsValid
            && PlainTokens.SubjectOf((JsonWebToken)result.SecurityToken) is { Length: > 0 and <= 128 } account
                ? account
                : null;
    }
}
