using System.Globalization;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Security;

/// <summary>A client that is logged in to the cabinet.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="PasswordVersion">The password of the log-in; a newer one ends the session.</param>
/// <param name="LoggedInAt">When the password was given, to the second.</param>
public sealed record Session(string ClientId, int PasswordVersion, DateTimeOffset LoggedInAt);

/// <summary>
/// Session tokens of the cabinet: signed, half an hour long. A session can go on with a new one, for a working day
/// after its log-in.
/// </summary>
public sealed class SessionTokens(DerivedKeys keys, TimeProvider time)
{
    private const string Audience = "cabinet";
    private const string VersionClaim = "ver";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(8);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey _key = new(keys.Sessions);

    /// <summary>A token of the session and when it ends; in the past if the session is as long as can be.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Create(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var loggedInAt = session.LoggedInAt.ToUnixTimeSeconds();
        var expires = DateTimeOffset.FromUnixTimeSeconds(Math.Min(
            (time.GetUtcNow() + Life).ToUnixTimeSeconds(),
            loggedInAt + (long)LongestSession.TotalSeconds));
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = Audience,
            Expires = expires.UtcDateTime,
            Subject = new ClaimsIdentity(
            [
                new Claim(JwtRegisteredClaimNames.Sub, session.ClientId),
                new Claim(VersionClaim, session.PasswordVersion.ToString(CultureInfo.InvariantCulture)),
                new Claim(
                    JwtRegisteredClaimNames.AuthTime,
                    loggedInAt.ToString(CultureInfo.InvariantCulture),
                    ClaimValueTypes.Integer64),
            ]),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
        return (token, expires);
    }

    /// <summary>
    /// The session of a good token; null for any other. The state tells whether the password is still the same.
    /// </summary>
    public async Task<Session?> ReadAsync(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidAudience = Audience,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            ValidateIssuer = false,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken jwt
            && PlainTokens.SubjectOf(jwt) is { } clientId
            && jwt.TryGetPayloadValue(VersionClaim, out string? version)
            && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Session(clientId, number, LoggedInAt(jwt))
            : null;
    }

    // Tokens of before 2026-12 lack it: their sessions do not go on.
    private static DateTimeOffset LoggedInAt(JsonWebToken jwt) =>
        DateTimeOffset.FromUnixTimeSeconds(
            jwt.TryGetPayloadValue(JwtRegisteredClaimNames.AuthTime, out long seconds) ? seconds : 0);
}
