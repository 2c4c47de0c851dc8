using Azure.Core;

namespace Shims.Tests;

/// <summary>Always gives the same token, and records the scope that it was requested for.</summary>
internal sealed class TestCredential : TokenCredential
{
    public const string Token = "the-token";

    public string? Scope { get; private set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scope = requestContext.Scopes.Single();
        return new AccessToken(Token, DateTimeOffset.UtcNow.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
