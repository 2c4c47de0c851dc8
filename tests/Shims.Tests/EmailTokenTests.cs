using Azure;
using Azure.Communication.Email;

namespace Shims.Tests;

public sealed class EmailTokenTests
{
    [Fact]
    public async Task A_token_of_Entra_ID_takes_the_place_of_the_signature()
    {
        await using var service = await RecordingServer.StartAsync(https: true);
        service.Answer = _ => MailService.Accepted("1");
        var credential = new TestCredential();
        var options = new EmailClientOptions { Transport = service.Transport() };
        var client = new EmailClient(service.Endpoint, credential, options);

        await SendAsync(client);

        Assert.Equal($"Bearer {TestCredential.Token}", service.Calls.Single().Headers.Authorization);
        Assert.Equal("https://communication.azure.com//.default", credential.Scope);
    }

    [Fact]
    public async Task A_token_is_never_sent_to_an_endpoint_without_TLS()
    {
        await using var service = await RecordingServer.StartAsync();
        var client = new EmailClient(service.Endpoint, new TestCredential());

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client));
        Assert.Empty(service.Calls);
    }

    private static Task<EmailSendOperation> SendAsync(EmailClient client)
    {
        var content = new EmailContent("Тема") { PlainText = "Текст" };
        return client.SendAsync(
            WaitUntil.Started,
            new EmailMessage("a@x.example", "b@y.example", content),
            Guid.NewGuid(),
            TestContext.Current.CancellationToken);
    }
}
