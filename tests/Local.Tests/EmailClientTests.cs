using Azure;
using Azure.Communication.Email;

namespace Local.Tests;

/// <summary>The client that the product sends letters with, against the mail service of the outside world.</summary>
public sealed class EmailClientTests : OutsideWorldTest
{
    private EmailClient Client
    {
        get
        {
            var options = new EmailClientOptions();
            options.Retry.MaxRetries = 0;
            return new EmailClient(World.MailConnectionString, options);
        }
    }

    [Fact]
    public async Task It_sends_a_letter_and_learns_that_it_was_delivered()
    {
        var operation = await Client.SendAsync(WaitUntil.Completed, Message("a@example.com"), Stop);

        Assert.Equal(EmailSendStatus.Succeeded, operation.Value.Status);
        Assert.Equal("Доступ", Assert.Single(World.Mailbox.Letters).Subject);
    }

    [Fact]
    public async Task It_learns_when_to_come_again()
    {
        World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(90)));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Client.SendAsync(WaitUntil.Started, Message("a@example.com"), Stop));

        Assert.Equal((429, "TooManyRequests"), (error.Status, error.ErrorCode));
        Assert.Equal("90", error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var after) ? after : null);
    }

    [Fact]
    public async Task It_fails_with_another_key()
    {
        var client = new EmailClient($"endpoint={World.Url};accesskey={Convert.ToBase64String(new byte[32])}");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Started, Message("a@example.com"), Stop));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task It_learns_of_a_delivery_that_failed()
    {
        World.MailFaults.Plan(new MailFault.DeliveryFailed());
        var operation = await Client.SendAsync(WaitUntil.Started, Message("a@example.com"), Stop);

        var error = await Assert.ThrowsAsync<RequestFailedException>(async () => await operation.WaitForCompletionAsync(Stop));

        Assert.Equal("EmailDropped", error.ErrorCode);
    }

    private static EmailMessage Message(string to) =>
        new("billing@example.com", to, new EmailContent("Доступ") { PlainText = "Пароль", Html = "<p>Пароль</p>" });
}
