using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using Microsoft.AspNetCore.Http;

namespace Standalone.Tests.Email;

public sealed class EmailClientTests : IAsyncLifetime
{
    private RecordingServer _service = null!;
    private EmailClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await MailService.StartAsync();
        _client = Client();
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_letter_goes_out_as_the_service_documents_it()
    {
        var letter = new EmailMessage(
            "noreply@telphin.example",
            new EmailRecipients([new EmailAddress("buh@romashka.example", "Бухгалтерия")], [new EmailAddress("cc@romashka.example")], [new EmailAddress("bcc@romashka.example")]),
            new EmailContent("Деньги поступили") { Html = "<p>900 ₽</p>", PlainText = "900 ₽" })
        {
            UserEngagementTrackingDisabled = true,
        };
        letter.Headers["X-Priority"] = "1";
        letter.ReplyTo.Add(new EmailAddress("help@telphin.example"));

        await _client.SendAsync(WaitUntil.Started, letter, Stop);

        var call = Assert.Single(_service.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal("/emails:send?api-version=2025-09-01", call.PathAndQuery);
        Assert.Equal("application/json", call.Headers.ContentType);
        Assert.Equal("application/json", call.Headers.Accept);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(call.Body), JsonNode.Parse("""
            {
              "headers": { "X-Priority": "1" },
              "senderAddress": "noreply@telphin.example",
              "content": { "subject": "Деньги поступили", "plainText": "900 ₽", "html": "<p>900 ₽</p>" },
              "recipients": {
                "to": [{ "address": "buh@romashka.example", "displayName": "Бухгалтерия" }],
                "cc": [{ "address": "cc@romashka.example" }],
                "bcc": [{ "address": "bcc@romashka.example" }]
              },
              "replyTo": [{ "address": "help@telphin.example" }],
              "userEngagementTrackingDisabled": true
            }
            """)), call.Body);
    }

    [Fact]
    public async Task What_was_not_given_is_not_sent()
    {
        await _client.SendAsync(WaitUntil.Started, "a@x.example", "b@y.example", "Тема", htmlContent: null, plainTextContent: "Текст", cancellationToken: Stop);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(_service.Calls.Single().Body), JsonNode.Parse("""
            { "senderAddress": "a@x.example", "content": { "subject": "Тема", "plainText": "Текст" }, "recipients": { "to": [{ "address": "b@y.example" }] } }
            """)));
    }

    [Fact]
    public async Task The_callers_operation_id_goes_with_the_letter_and_the_services_answer_decides_the_operations_id()
    {
        var id = Guid.NewGuid();

        var operation = await _client.SendAsync(WaitUntil.Started, Letter(), id, Stop);

        Assert.Equal(id.ToString(), _service.Calls.Single().Headers["Operation-Id"]);
        Assert.Equal("11111111-1111-1111-1111-111111111111", operation.Id);
    }

    [Fact]
    public async Task Without_an_operation_id_each_letter_gets_one_of_its_own()
    {
        await _client.SendAsync(WaitUntil.Started, Letter(), Stop);
        await _client.SendAsync(WaitUntil.Started, Letter(), Stop);

        var ids = _service.Calls.Select(call => Guid.Parse(call.Headers["Operation-Id"].ToString())).ToList();
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task Sending_and_asking_are_signed_with_the_access_key()
    {
        var operation = await _client.SendAsync(WaitUntil.Started, Letter(), Stop);
        _service.Answer = _ => MailService.Status(200, operation.Id, "Running");
        await operation.UpdateStatusAsync(Stop);
        await new EmailSendOperation("a b/c", new EmailClient(_service.Endpoint, new AzureKeyCredential(MailService.Key))).UpdateStatusAsync(Stop);

        Assert.Equal(["POST", "GET", "GET"], _service.Calls.Select(call => call.Method));
        Assert.All(_service.Calls, call => Assert.True(MailService.IsSigned(_service.Endpoint, call), $"{call.Method} {call.PathAndQuery}"));
    }

    [Fact]
    public async Task Each_retry_is_signed_anew_and_carries_the_same_operation_id()
    {
        _service.Answer = count => count == 1 ? Results.StatusCode(503) : MailService.Accepted("1");

        await Client(retries: 1).SendAsync(WaitUntil.Started, Letter(), Stop);

        Assert.Equal(2, _service.Calls.Count);
        Assert.All(_service.Calls, call => Assert.True(MailService.IsSigned(_service.Endpoint, call)));
        Assert.Single(_service.Calls.Select(call => call.Headers["Operation-Id"].ToString()).Distinct());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task With_no_retries_allowed_a_failure_is_told_at_once_with_its_headers(int status)
    {
        _service.Answer = _ => new Refusal(status, "TooManyRequests");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => _client.SendAsync(WaitUntil.Started, Letter(), Stop));

        Assert.Equal(status, error.Status);
        Assert.Equal("TooManyRequests", error.ErrorCode);
        Assert.True(error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait));
        Assert.Equal("37", wait);
        Assert.Single(_service.Calls);
    }

    [Fact]
    public async Task An_answer_other_than_202_is_no_acceptance()
    {
        _service.Answer = _ => MailService.Status(200, "1", "Succeeded");

        await Assert.ThrowsAsync<RequestFailedException>(() => _client.SendAsync(WaitUntil.Started, Letter(), Stop));
    }

    [Fact]
    public async Task A_letter_that_lacks_something_is_refused_before_the_service_is_asked()
    {
        var noSubject = Letter(subject: " ");
        var noBody = new EmailMessage("a@x.example", "b@y.example", new EmailContent("Тема"));
        var noSender = new EmailMessage(" ", "b@y.example", new EmailContent("Тема") { Html = "x" });
        var noRecipient = new EmailMessage("a@x.example", new EmailRecipients([]), new EmailContent("Тема") { Html = "x" });
        var emptyHeader = Letter();
        emptyHeader.Headers["X"] = "";

        await Assert.ThrowsAsync<ArgumentNullException>(() => _client.SendAsync(WaitUntil.Started, null, Stop));
        foreach (var letter in new[] { noSubject, noBody, noSender, noRecipient, emptyHeader })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => _client.SendAsync(WaitUntil.Started, letter, Stop));
        }

        Assert.Throws<ArgumentException>(() => new EmailAddress(" "));
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
        var error = Assert.Throws<InvalidOperationException>(() => new EmailClient(text));

        Assert.DoesNotContain("YQ==", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_of_another_protocol_are_refused() =>
        Assert.Throws<NotSupportedException>(() => new EmailClientOptions(EmailClientOptions.ServiceVersion.V2021_10_01_Preview));

    private static EmailMessage Letter(string subject = "Тема") =>
        new("a@x.example", "b@y.example", new EmailContent(subject) { Html = "<p>Текст</p>" });

    private EmailClient Client(int retries = 0)
    {
        var options = new EmailClientOptions();
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
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
