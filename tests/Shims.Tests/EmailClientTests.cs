using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using Microsoft.AspNetCore.Http;

namespace Shims.Tests;

public sealed class EmailClientTests : IAsyncLifetime
{
    private RecordingServer _service = null!;
    private EmailClient _client = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await MailService.StartAsync();
        _client = Client();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_email_goes_out_as_the_service_documents_it()
    {
        var content = new EmailContent("Деньги поступили") { Html = "<p>900 ₽</p>", PlainText = "900 ₽" };
        await SendAsync(new EmailMessage("noreply@telphin.example", "buh@romashka.example", content));

        var call = Assert.Single(_service.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal("/emails:send?api-version=2025-09-01", call.PathAndQuery);
        Assert.Equal("application/json", call.Headers.ContentType);
        Assert.Equal("application/json", call.Headers.Accept);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(call.Body), JsonNode.Parse("""
            {
              "senderAddress": "noreply@telphin.example",
              "content": { "subject": "Деньги поступили", "plainText": "900 ₽", "html": "<p>900 ₽</p>" },
              "recipients": { "to": [{ "address": "buh@romashka.example" }] }
            }
            """)), call.Body);
    }

    [Fact]
    public async Task Copies_and_attachments_go_out_as_the_service_documents_them()
    {
        var recipients = new EmailRecipients([new EmailAddress("a@x.example")], [new EmailAddress("b@x.example")]);
        var message = new EmailMessage("c@x.example", recipients, new EmailContent("Счёт") { PlainText = "Счёт" });
        message.Attachments.Add(new("schet.pdf", "application/pdf", BinaryData.FromBytes(new byte[] { 1, 2, 255 })));
        await SendAsync(message);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(_service.Calls.Single().Body), JsonNode.Parse("""
            {
              "senderAddress": "c@x.example",
              "content": { "subject": "Счёт", "plainText": "Счёт" },
              "recipients": { "to": [{ "address": "a@x.example" }], "cc": [{ "address": "b@x.example" }] },
              "attachments": [
                { "name": "schet.pdf", "contentType": "application/pdf", "contentInBase64": "AQL/" }
              ]
            }
            """)), _service.Calls.Single().Body);
    }

    [Fact]
    public async Task What_was_not_given_is_not_sent()
    {
        var content = new EmailContent("Тема") { PlainText = "Текст" };
        await SendAsync(new EmailMessage("a@x.example", "b@y.example", content));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(_service.Calls.Single().Body), JsonNode.Parse("""
            {
              "senderAddress": "a@x.example",
              "content": { "subject": "Тема", "plainText": "Текст" },
              "recipients": { "to": [{ "address": "b@y.example" }] }
            }
            """)));
    }

    [Fact]
    public async Task The_callers_operation_id_is_sent_and_the_operation_has_the_id_that_the_service_answers()
    {
        var id = Guid.NewGuid();

        var operation = await _client.SendAsync(WaitUntil.Started, Email(), id, CancellationToken);

        Assert.Equal(id.ToString(), _service.Calls.Single().Headers["Operation-Id"]);
        Assert.Equal("11111111-1111-1111-1111-111111111111", operation.Id);
    }

    [Fact]
    public async Task Emails_and_queries_of_operations_are_signed_with_the_access_key()
    {
        await SendAsync(Email());
        _service.Answer = _ => MailService.Status(200, "a b/c", "Running");
        await new EmailSendOperation("a b/c", _client).UpdateStatusAsync(CancellationToken);

        Assert.Equal(["POST", "GET"], _service.Calls.Select(call => call.Method));
        Assert.All(_service.Calls, call =>
            Assert.True(MailService.IsSigned(_service.Endpoint, call), $"{call.Method} {call.PathAndQuery}"));
    }

    [Fact]
    public async Task Each_retry_is_signed_anew_and_carries_the_same_operation_id()
    {
        _service.Answer = count => count == 1 ? Results.StatusCode(503) : MailService.Accepted("1");

        await SendAsync(Email(), Client(retries: 1));

        Assert.Equal(2, _service.Calls.Count);
        Assert.All(_service.Calls, call => Assert.True(MailService.IsSigned(_service.Endpoint, call)));
        Assert.Single(_service.Calls.Select(call => call.Headers["Operation-Id"].ToString()).Distinct());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Without_retries_a_failure_is_reported_at_once_with_its_headers(int status)
    {
        _service.Answer = _ => new Refusal(status, "TooManyRequests");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(Email()));

        Assert.Equal(status, error.Status);
        Assert.Equal("TooManyRequests", error.ErrorCode);
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait));
        Assert.Equal("37", wait);
        Assert.Single(_service.Calls);
    }

    [Fact]
    public async Task An_answer_other_than_202_is_a_failure()
    {
        _service.Answer = _ => MailService.Status(200, "1", "Succeeded");

        await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync(Email()));
    }

    [Fact]
    public async Task An_incomplete_email_is_refused_without_a_call_of_the_service()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => SendAsync(null));
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(Email(subject: " ")));
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(Email(sender: " ")));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            SendAsync(new EmailMessage("a@x.example", "b@y.example", new EmailContent("Тема"))));
        Assert.Throws<ArgumentException>(() => new EmailMessage("a@x.example", " ", new EmailContent("Тема")));

        Assert.Empty(_service.Calls);
    }

    [Theory]
    [InlineData("mumbo")]
    [InlineData(" ")]
    [InlineData("endpoint=https://x.example/")]
    [InlineData("accesskey=YQ==")]
    [InlineData("endpoint=https://x.example/;accesskey=")]
    [InlineData("endpoint=https://x.example/;;accesskey=YQ==")]
    [InlineData("endpoint=https://x.example/;accesskey=YQ==;accesskey=YQ==")]
    public void A_malformed_connection_string_is_refused_without_repeating_it(string text)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new EmailClient(text, new EmailClientOptions()));

        Assert.DoesNotContain("YQ==", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_shim_does_not_support_it_refuses()
    {
        Assert.SkipUnless(
            typeof(EmailClient).Assembly.GetName().Name == "Azure.Communication.Email.Shim",
            "Microsoft's package supports it.");
        var operation = new EmailSendOperation("op-1", _client);

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            _client.SendAsync(WaitUntil.Completed, Email(), Guid.NewGuid(), CancellationToken));
        Assert.Throws<NotSupportedException>(() => operation.UpdateStatus(CancellationToken));

        Assert.Empty(_service.Calls);
    }

    private static EmailMessage Email(string subject = "Тема", string sender = "a@x.example") =>
        new(sender, "b@y.example", new EmailContent(subject) { Html = "<p>Текст</p>" });

    private Task<EmailSendOperation> SendAsync(EmailMessage? email, EmailClient? client = null) =>
        (client ?? _client).SendAsync(WaitUntil.Started, email!, Guid.NewGuid(), CancellationToken);

    private EmailClient Client(int retries = 0)
    {
        var options = new EmailClientOptions { Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1) } };
        return new EmailClient(MailService.ConnectionString(_service), options);
    }

    private sealed class Refusal(int status, string code) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.Headers.RetryAfter = "37";
            return httpContext.Response.WriteAsJsonAsync(new { error = new { code, message = "Refused." } });
        }
    }
}
