using System.Net;
using Azure;
using Azure.Communication.Email;

namespace Local.Tests;

/// <summary>The client that the product sends letters with, against the mail service of the outside world.</summary>
public sealed class EmailClientTests : OutsideWorldTest
{
    [Fact]
    public async Task It_sends_a_letter_and_learns_that_it_was_delivered()
    {
        var operation = await SendAsync();
        await operation.UpdateStatusAsync(Stop);

        Assert.True(operation.HasValue);
        Assert.Equal("Доступ", Assert.Single(World.Mailbox.Letters).Subject);
    }

    [Fact]
    public async Task A_copy_and_its_file_lie_in_the_other_mailbox_too()
    {
        var recipients = new EmailRecipients([new EmailAddress("a@example.com")], [new EmailAddress("b@example.com")]);
        var content = new EmailContent("Счёт") { PlainText = "Счёт" };
        var email = new EmailMessage("billing@example.com", recipients, content);
        email.Attachments.Add(new("schet.pdf", "application/pdf", BinaryData.FromBytes(new byte[] { 1, 2, 255 })));
        var client = new EmailClient(World.MailConnectionString, new());
        await client.SendAsync(WaitUntil.Started, email, Guid.NewGuid(), Stop);

        Assert.Equal(["b@example.com", "a@example.com"], World.Mailbox.Letters.Select(letter => letter.To));
        using var file = await Http.GetAsync("/letters/2/files/0", Stop);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1, 2, 255], await file.Content.ReadAsByteArrayAsync(Stop));
        using var missing = await Http.GetAsync("/letters/2/files/1", Stop);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task It_learns_when_to_come_again()
    {
        World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(90)));

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync());

        Assert.Equal((429, "TooManyRequests"), (error.Status, error.ErrorCode));
        Assert.Equal("90", error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var after) ? after : null);
    }

    [Fact]
    public async Task It_fails_with_another_key()
    {
        var another = $"endpoint={World.Url};accesskey={Convert.ToBase64String(new byte[32])}";

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(another));

        Assert.Equal(401, error.Status);
    }

    [Fact]
    public async Task It_learns_of_a_delivery_that_failed()
    {
        World.MailFaults.Plan(new MailFault.DeliveryFailed());
        var operation = await SendAsync();

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => operation.UpdateStatusAsync(Stop).AsTask());

        Assert.Equal("EmailDropped", error.ErrorCode);
    }

    private Task<EmailSendOperation> SendAsync(string? connection = null)
    {
        var client = new EmailClient(
            connection ?? World.MailConnectionString,
            new EmailClientOptions { Retry = { MaxRetries = 0 } });
        var email = new EmailMessage("billing@example.com", "a@example.com", new EmailContent("Доступ")
        {
            PlainText = "Пароль",
            Html = "<p>Пароль</p>",
        });
        return client.SendAsync(WaitUntil.Started, email, Guid.NewGuid(), Stop);
    }
}
