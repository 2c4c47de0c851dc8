using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Local.Tests;

/// <summary>
/// Speaks to the mail service by hand, signing as its documentation says, so that every header can be bent.
/// </summary>
internal sealed class MailClient(OutsideWorld world) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = world.Url };
    private readonly string _key = world.MailConnectionString.Split("accesskey=")[1];

    public Task<HttpResponseMessage> SendAsync(
        string to,
        string subject = "Доступ в кабинет",
        Guid? operation = null,
        Action<HttpRequestMessage>? bend = null) =>
        SendAsync(new
        {
            senderAddress = "billing@example.com",
            content = new { subject, plainText = "Логин", html = "<p>Логин</p>" },
            recipients = new { to = new[] { new { address = to } } },
        }, operation, bend);

    public Task<HttpResponseMessage> SendAsync(
        object message,
        Guid? operation = null,
        Action<HttpRequestMessage>? bend = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/emails:send?api-version=2023-03-31")
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message))
            {
                Headers = { ContentType = new("application/json") },
            },
        };
        if (operation is not null)
        {
            request.Headers.Add("Operation-Id", operation.ToString());
        }

        return SignAndSendAsync(request, bend);
    }

    public async Task<JsonElement> OperationAsync(Uri location)
    {
        using var answer = await SignAndSendAsync(new HttpRequestMessage(HttpMethod.Get, location));
        return await answer.EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SignAndSendAsync(
        HttpRequestMessage request,
        Action<HttpRequestMessage>? bend = null,
        DateTimeOffset? at = null,
        CancellationToken? patience = null)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        var url = new Uri(_http.BaseAddress!, request.RequestUri!);
        var date = (at ?? DateTimeOffset.UtcNow).ToString("r");
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        var signed = $"{request.Method}\n{url.PathAndQuery}\n{date};{url.Authority};{hash}";
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(_key), Encoding.ASCII.GetBytes(signed)));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        bend?.Invoke(request);
        return await _http.SendAsync(request, patience ?? TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
