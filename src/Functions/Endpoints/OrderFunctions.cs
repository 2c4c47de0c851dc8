using Functions.Cabinets;
using Functions.Http;
using Functions.Payments;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>Orders to pay for what an invoice is for: the same calls for the widget and for the cabinet.</summary>
public sealed class OrderFunctions(Edge edge, PlaceOrder placeOrder)
{
    /// <summary>Places an order.</summary>
    [Function("PostOrder")]
    public Task<HttpResponseData> PostOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/invoices/{number}/order")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget<OrderForm>(
            request,
            (account, form) => placeOrder.RunAsync(
                ClientAccess.OfWidget(account, clientId),
                number,
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Calls it off.</summary>
    [Function("CancelOrder")]
    public Task<HttpResponseData> CancelOrder(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "clients/{clientId}/invoices/{number}/order/cancellation")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => placeOrder.CancelAsync(ClientAccess.OfWidget(account, clientId), number, cancellationToken));

    /// <summary>Places an order from the cabinet.</summary>
    [Function("PostOwnOrder")]
    public Task<HttpResponseData> PostOwnOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/invoices/{number}/order")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet<OrderForm>(
            request,
            (session, form) => placeOrder.RunAsync(
                ClientAccess.OfCabinet(session),
                number,
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Calls it off from the cabinet.</summary>
    [Function("CancelOwnOrder")]
    public Task<HttpResponseData> CancelOwnOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/invoices/{number}/order/cancellation")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => placeOrder.CancelAsync(ClientAccess.OfCabinet(session), number, cancellationToken));
}
