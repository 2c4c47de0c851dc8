using Azure;
using Azure.Communication.Email;
using Microsoft.AspNetCore.Http;

namespace Shims.Tests;

public sealed class EmailSendOperationTests : IAsyncLifetime
{
    private RecordingServer _service = null!;
    private EmailClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await MailService.StartAsync();
        _client = new EmailClient(MailService.ConnectionString(_service), new EmailClientOptions());
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_operation_is_queried_until_the_email_is_sent()
    {
        _service.Answer = count => MailService.Status(200, "op-1", count == 1 ? "Running" : "succeeded");
        var operation = new EmailSendOperation("op-1", _client);

        await UpdateAsync(operation);
        Assert.False(operation.HasCompleted);
        Assert.False(operation.HasValue);
        Assert.Throws<InvalidOperationException>(() => operation.Value);

        await UpdateAsync(operation);
        await UpdateAsync(operation);

        Assert.True(operation.HasCompleted);
        Assert.True(operation.HasValue);
        Assert.NotNull(operation.Value);
        Assert.Equal(200, operation.GetRawResponse().Status);
        Assert.Equal(2, _service.Calls.Count);
        Assert.All(_service.Calls, call =>
            Assert.Equal("/emails/operations/op-1?api-version=2025-09-01", call.PathAndQuery));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("canceled")]
    public async Task A_failed_or_canceled_email_completes_the_operation_without_a_value(string status)
    {
        _service.Answer = _ => Results.Text(
            $$"""
            {
              "id": "op-1",
              "status": "{{status}}",
              "error": { "code": "EmailDropped", "message": "The recipient is on the suppression list." }
            }
            """,
            "application/json");
        var operation = new EmailSendOperation("op-1", _client);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => UpdateAsync(operation));

        Assert.Equal("EmailDropped", error.ErrorCode);
        Assert.True(operation.HasCompleted);
        Assert.False(operation.HasValue);
        Assert.Throws<RequestFailedException>(() => operation.Value);
        await Assert.ThrowsAsync<RequestFailedException>(() => UpdateAsync(operation));
        Assert.Single(_service.Calls);
    }

    [Fact]
    public async Task A_failed_query_does_not_complete_the_operation()
    {
        _service.Answer = count => count == 1 ? Results.NotFound() : MailService.Status(200, "op-1", "Succeeded");
        var operation = new EmailSendOperation("op-1", _client);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => UpdateAsync(operation));

        Assert.Equal(404, error.Status);
        Assert.False(operation.HasCompleted);
        await UpdateAsync(operation);
        Assert.True(operation.HasValue);
    }

    [Fact]
    public void An_operation_created_from_its_id_has_no_response_before_the_first_query()
    {
        var operation = new EmailSendOperation("op-1", _client);

        Assert.Equal("op-1", operation.Id);
        Assert.Throws<InvalidOperationException>(() => operation.GetRawResponse());
    }

    private static Task UpdateAsync(EmailSendOperation operation) =>
        operation.UpdateStatusAsync(TestContext.Current.CancellationToken).AsTask();
}
