using Functions.Feed;
using Functions.Http;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>
/// What others are told: the feed for automation, with a function key, and for the widget vendor; and the operator's
/// log of webhooks.
/// </summary>
public sealed class EventFunctions(Edge edge, FeedQueries feed, WebhookLog log)
{
    /// <summary>Lists the events of all clients.</summary>
    [Function("GetEvents")]
    public Task<HttpResponseData> GetEvents(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "events")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => feed.AllAsync(FeedRequest.FromQuery(request), cancellationToken));

    /// <summary>Lists the events of the widget account's clients.</summary>
    [Function("GetAccountEvents")]
    public Task<HttpResponseData> GetAccountEvents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/events")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => feed.OfAccountAsync(account, FeedRequest.FromQuery(request), cancellationToken));

    /// <summary>Lists what became of webhooks.</summary>
    [Function("GetWebhookDeliveries")]
    public Task<HttpResponseData> GetDeliveries(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/webhook-deliveries")]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(
            request,
            () => log.ListAsync(request.Query["status"], PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Sends an event to an address again.</summary>
    [Function("RetryWebhookDelivery")]
    public Task<HttpResponseData> RetryDelivery(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "operator/webhook-deliveries/{deliveryId}/retry")]
        HttpRequestData request,
        string deliveryId,
        CancellationToken cancellationToken) =>
        edge.Open<RetryForm>(
            request,
            form => log.RetryAsync(deliveryId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);
}
