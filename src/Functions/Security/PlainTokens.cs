using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Functions.Security;

/// <summary>What the library lets pass in a token, and RFC 7515 and 7519 do not.</summary>
internal static class PlainTokens
{
    /// <summary>
    /// The subject of a token that was validated; null if it is no string, or if the header names extensions that have
    /// to be understood (<c>crit</c>): none is here.
    /// </summary>
    public static string? SubjectOf(JsonWebToken token) =>
        KindOf(token.EncodedHeader, "crit") is null
        && KindOf(token.EncodedPayload, JwtRegisteredClaimNames.Sub) == JsonValueKind.String
            ? token.Subject
            : null;

    /// <summary>What kind of value a part of the token has there; null if it has none.</summary>
    private static JsonValueKind? KindOf(string encoded, string name)
    {
        using var part = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(encoded));
        return part.RootElement.TryGetProperty(name, out var value) ? value.ValueKind : null;
    }
}
