using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Functions.Storage;

namespace Functions.Webhooks;

/// <summary>What a receiver answered, or why it did not.</summary>
/// <param name="Status">The HTTP status; null if there was none.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Took">How long it took.</param>
public sealed record WebhookAnswer(int? Status, DeliveryError? Error, TimeSpan Took)
{
    /// <summary>Whether the receiver has the event. A redirect is no answer.</summary>
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>Sends events as the specification of Standard Webhooks says; knows its package.</summary>
public sealed class WebhookSender(WebhookNetwork network) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly HttpClient _http = new(WebhookSockets.CreateHandler(network))
    {
        // Each call has its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends an event once. What the receiver does is an answer, never a fault.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="eventId">The same at every try, so that the receiver knows a repetition.</param>
    /// <param name="payload">The event.</param>
    /// <param name="cancellationToken">Gives up because the app stops.</param>
    public async Task<WebhookAnswer> SendAsync(
        WebhookAddress address,
        string eventId,
        byte[] payload,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var request = CreateRequest(address, eventId, payload);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(network.Timeout);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                limit.Token);
            return new((int)response.StatusCode, Error: null, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception error) when (
            error is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return new(Status: null, ErrorOf(error), Stopwatch.GetElapsedTime(started));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage CreateRequest(WebhookAddress address, string eventId, byte[] payload)
    {
        // Real time, whatever the clock says: receivers compare it with theirs.
        var now = DateTimeOffset.UtcNow;
        var text = Encoding.UTF8.GetString(payload);
        var signatures = address.Signers.Select(signer => signer.Sign(eventId, now, text));
        var request = new HttpRequestMessage(HttpMethod.Post, address.Url)
        {
            Content = new ByteArrayContent(payload) { Headers = { ContentType = Json } },
        };
        request.Headers.Add("webhook-id", eventId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', signatures));
        request.Headers.UserAgent.ParseAdd("billing-webhooks/1");
        return request;
    }

    private static DeliveryError ErrorOf(Exception error) => error switch
    {
        OperationCanceledException => DeliveryError.Timeout,
        HttpRequestException { InnerException: AddressRefusedException } => DeliveryError.AddressRefused,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            DeliveryError.NameNotFound,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryError.Tls,
        _ => DeliveryError.Connection,
    };
}
