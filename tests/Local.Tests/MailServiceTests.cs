using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Local.Tests;

public sealed class MailServiceTests : OutsideWorldTest
{
    [Fact]
    public async Task A_signed_letter_is_accepted_and_arrives()
    {
        using var mail = new MailClient(World);
        var operation = Guid.NewGuid();

        using var answer = await mail.SendAsync("a@example.com", "Деньги поступили", operation);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(operation, body.GetProperty("id").GetGuid());
        Assert.Equal("Running", body.GetProperty("status").GetString());
        var letter = Assert.Single(World.Mailbox.Letters);
        Assert.Equal(
            ("billing@example.com", "a@example.com", "Деньги поступили"),
            (letter.From, letter.To, letter.Subject));
        Assert.Equal(("Логин", "<p>Логин</p>"), (letter.Text, letter.Html));
    }

    [Fact]
    public async Task The_operation_is_found_where_the_answer_says()
    {
        using var mail = new MailClient(World);
        using var answer = await mail.SendAsync("a@example.com");

        var operation = await mail.OperationAsync(new Uri(answer.Headers.GetValues("Operation-Location").Single()));

        Assert.Equal("Succeeded", operation.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_letter_to_several_arrives_in_each_mailbox()
    {
        using var mail = new MailClient(World);
        using var answer = await mail.SendAsync(new
        {
            senderAddress = "s@example.com",
            content = new { subject = "x", html = "y" },
            recipients = new
            {
                to = new[] { new { address = "a@example.com" } },
                cc = new[] { new { address = "b@example.com" } },
                bcc = new[] { new { address = "c@example.com" } },
            },
        });

        Assert.Equal(
            ["c@example.com", "b@example.com", "a@example.com"],
            World.Mailbox.Letters.Select(letter => letter.To));
    }

    [Fact]
    public async Task The_same_operation_id_twice_sends_twice()
    {
        using var mail = new MailClient(World);
        var operation = Guid.NewGuid();

        using var first = await mail.SendAsync("a@example.com", operation: operation);
        using var second = await mail.SendAsync("a@example.com", operation: operation);

        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Equal(2, World.Mailbox.Letters.Count);
    }

    [Theory]
    [InlineData("no signature")]
    [InlineData("another key")]
    [InlineData("another body")]
    [InlineData("another body and its hash")]
    [InlineData("another date")]
    [InlineData("another query")]
    public async Task A_request_that_was_not_signed_as_it_stands_is_denied(string what)
    {
        using var mail = new MailClient(World);

        using var answer = await mail.SendAsync("a@example.com", bend: request =>
        {
            switch (what)
            {
                case "no signature":
                    request.Headers.Remove("Authorization");
                    break;
                case "another key":
                    var signature = request.Headers.GetValues("Authorization").Single();
                    request.Headers.Remove("Authorization");
                    request.Headers.TryAddWithoutValidation(
                        "Authorization",
                        signature[..^44] + Convert.ToBase64String(new byte[32]));
                    break;
                case "another body":
                    request.Content = JsonContent.Create(new { });
                    break;
                case "another body and its hash":
                    request.Content = new ByteArrayContent([]);
                    request.Headers.Remove("x-ms-content-sha256");
                    request.Headers.Add("x-ms-content-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
                    break;
                case "another date":
                    request.Headers.Remove("x-ms-date");
                    request.Headers.Add("x-ms-date", DateTimeOffset.UtcNow.AddMinutes(1).ToString("r"));
                    break;
                default:
                    request.RequestUri = new Uri("/emails:send?api-version=2025-09-01", UriKind.Relative);
                    break;
            }
        });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(World.Mailbox.Letters);
    }

    [Theory]
    [InlineData(14, HttpStatusCode.NotFound)]
    [InlineData(16, HttpStatusCode.Unauthorized)]
    public async Task A_signature_is_good_for_a_quarter_of_an_hour(int minutesAgo, HttpStatusCode expected)
    {
        using var mail = new MailClient(World);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/emails/operations/{Guid.NewGuid()}?api-version=2023-03-31");

        using var answer = await mail.SignAndSendAsync(request, at: DateTimeOffset.UtcNow.AddMinutes(-minutesAgo));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Clients_sign_in_real_time_wherever_the_clock_of_the_product_stands()
    {
        using var mail = new MailClient(World);
        var arrives = World.Clock.Advance(TimeSpan.FromDays(40));

        using var answer = await mail.SendAsync("a@example.com");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.InRange(Assert.Single(World.Mailbox.Letters).At, arrives, arrives.AddMinutes(1));
    }

    [Theory]
    [InlineData("""{"content":{"subject":"s","html":"h"},"recipients":{"to":[{"address":"a@example.com"}]}}""")]
    [InlineData("""
        {"senderAddress":"s@example.com","content":{"html":"h"},
        "recipients":{"to":[{"address":"a@example.com"}]}}
        """)]
    [InlineData("""
        {"senderAddress":"s@example.com","content":{"subject":"s"},
        "recipients":{"to":[{"address":"a@example.com"}]}}
        """)]
    [InlineData("""{"senderAddress":"s@example.com","content":{"subject":"s","html":"h"},"recipients":{"to":[]}}""")]
    [InlineData("""{"senderAddress":"s@example.com","content":{"subject":"s","html":"h"},"recipients":{"to":[{}]}}""")]
    [InlineData(
        """{"senderAddress":"s@example.com","content":{"subject":"s","html":"h"},"recipients":{"to":[null]}}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public async Task A_message_that_lacks_what_the_service_requires_is_refused(string json)
    {
        using var mail = new MailClient(World);

        using var answer = await mail.SendAsync(JsonDocument.Parse(json));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadRequest", answer.Headers.GetValues("x-ms-error-code").Single());
        Assert.Empty(World.Mailbox.Letters);
    }
}
