using System.Net;

namespace Local.Tests;

public sealed class MailFaultTests : OutsideWorldTest
{
    [Fact]
    public async Task A_throttled_letter_is_told_when_to_come_again_and_is_not_sent()
    {
        using var mail = new MailClient(World);
        World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(7)));

        using var first = await mail.SendAsync("a@example.com");
        using var second = await mail.SendAsync("a@example.com");

        Assert.Equal(
            (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)),
            (first.StatusCode, first.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.Single(World.Mailbox.Letters);
    }

    [Fact]
    public async Task A_server_error_lasts_as_long_as_planned()
    {
        using var mail = new MailClient(World);
        World.MailFaults.Plan(new MailFault.ServerError(), times: 2);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await mail.SendAsync("a@example.com");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.Accepted],
            statuses);
        Assert.Equal(2, World.MailFaults.Played);
    }

    [Fact]
    public async Task A_fault_without_end_ends_when_cleared()
    {
        using var mail = new MailClient(World);
        World.MailFaults.Plan(new MailFault.ServerError(), times: int.MaxValue);
        using var before = await mail.SendAsync("a@example.com");
        using var still = await mail.SendAsync("a@example.com");

        World.MailFaults.Clear();
        using var after = await mail.SendAsync("a@example.com");

        Assert.Equal(
            (HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.Accepted),
            (before.StatusCode, still.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task In_an_outage_neither_letters_nor_questions_are_answered()
    {
        using var mail = new MailClient(World);
        var operation = Guid.NewGuid();
        using var before = await mail.SendAsync("a@example.com", operation: operation);

        World.MailFaults.Outage = new MailFault.ServerError();
        using var letter = await mail.SendAsync("a@example.com");
        using var question = await AskAsync();
        World.MailFaults.Outage = new MailFault.NoAccess();
        using var stranger = await AskAsync();
        World.MailFaults.Outage = new MailFault.NoConnection();
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync());
        World.MailFaults.Outage = new MailFault.Silence();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(patience.Token));
        World.MailFaults.Clear();
        using var after = await AskAsync();

        Assert.Equal(
            (
                HttpStatusCode.InternalServerError,
                HttpStatusCode.InternalServerError,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.OK
            ),
            (letter.StatusCode, question.StatusCode, stranger.StatusCode, after.StatusCode));
        Assert.Single(World.Mailbox.Letters);

        Task<HttpResponseMessage> AskAsync(CancellationToken? patience = null) => mail.SignAndSendAsync(
            new HttpRequestMessage(
                HttpMethod.Get, new Uri(World.Url, $"/emails/operations/{operation}?api-version=2023-03-31")),
            patience: patience);
    }

    [Fact]
    public async Task After_a_lost_answer_the_letter_has_arrived_and_its_operation_is_known()
    {
        using var mail = new MailClient(World);
        var operation = Guid.NewGuid();
        World.MailFaults.Plan(new MailFault.LostAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => mail.SendAsync("a@example.com", operation: operation));

        Assert.Single(World.Mailbox.Letters);
        var found = await mail.OperationAsync(
            new Uri(World.Url, $"/emails/operations/{operation}?api-version=2023-03-31"));
        Assert.Equal("Succeeded", found.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_refused_recipient_leaves_the_others_alone()
    {
        using var mail = new MailClient(World);
        World.MailFaults.Plan(new MailFault.RecipientRefused(), recipient: "refused@example.com");

        using var other = await mail.SendAsync("a@example.com");
        using var refused = await mail.SendAsync("Refused@example.com");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (other.StatusCode, refused.StatusCode));
        Assert.Equal("a@example.com", Assert.Single(World.Mailbox.Letters).To);
    }

    [Fact]
    public async Task A_failed_delivery_is_accepted_and_shows_in_its_operation()
    {
        using var mail = new MailClient(World);
        World.MailFaults.Plan(new MailFault.DeliveryFailed());

        using var answer = await mail.SendAsync("a@example.com");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var operation = await mail.OperationAsync(new Uri(answer.Headers.GetValues("Operation-Location").Single()));
        Assert.Equal("Failed", operation.GetProperty("status").GetString());
        Assert.Equal("EmailDropped", operation.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(World.Mailbox.Letters);
    }
}
