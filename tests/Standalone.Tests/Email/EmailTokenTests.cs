using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Standalone.Tests.Email;

public sealed class EmailTokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_of_Entra_ID_takes_the_place_of_the_signature()
    {
        using var certificate = SelfSigned();
        await using var service = await MailService.StartAsync(certificate);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint };
        using var transport = new HttpClientTransport(handler);
        var credential = new Credential();
        var client = new EmailClient(service.Endpoint, credential, new EmailClientOptions { Transport = transport });

        await client.SendAsync(WaitUntil.Started, "a@x.example", "b@y.example", "Тема", "<p>Текст</p>", cancellationToken: Stop);

        Assert.Equal("Bearer the-token", service.Calls.Single().Headers.Authorization);
        Assert.Equal("https://communication.azure.com//.default", credential.Scope);
    }

    [Fact]
    public async Task A_token_is_never_shown_to_an_unprotected_endpoint()
    {
        await using var service = await MailService.StartAsync();
        var client = new EmailClient(service.Endpoint, new Credential());

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            client.SendAsync(WaitUntil.Started, "a@x.example", "b@y.example", "Тема", "<p>Текст</p>", cancellationToken: Stop));
        Assert.Empty(service.Calls);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private sealed class Credential : TokenCredential
    {
        public string? Scope { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes.Single();
            return new AccessToken("the-token", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
