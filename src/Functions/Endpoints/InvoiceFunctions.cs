using Functions.Cabinets;
using Functions.Http;
using Functions.Invoices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>Invoices: the same calls for the widget, which names a client, and for the cabinet.</summary>
public sealed class InvoiceFunctions(
    Edge edge,
    IssueInvoice issueInvoice,
    VoidInvoice voidInvoice,
    InvoiceQueries invoices)
{
    /// <summary>Issues an invoice.</summary>
    [Function("PostInvoice")]
    public Task<HttpResponseData> PostInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/invoices")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<InvoiceForm>(
            request,
            (account, form) => issueInvoice.RunAsync(
                ClientAccess.OfWidget(account, clientId),
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Lists the invoices.</summary>
    [Function("GetInvoices")]
    public Task<HttpResponseData> GetInvoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/invoices")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => invoices.ListAsync(
                ClientAccess.OfWidget(account, clientId),
                PageRequest.FromQuery(request),
                cancellationToken));

    /// <summary>Shows an invoice.</summary>
    [Function("GetInvoice")]
    public Task<HttpResponseData> GetInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/invoices/{number}")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => invoices.ReadAsync(ClientAccess.OfWidget(account, clientId), number, cancellationToken));

    /// <summary>Prints an invoice.</summary>
    [Function("GetInvoicePdf")]
    public Task<HttpResponseData> GetInvoicePdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/invoices/{number}/pdf")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => invoices.PdfAsync(ClientAccess.OfWidget(account, clientId), number, cancellationToken));

    /// <summary>Makes a payment order for a bank client.</summary>
    [Function("GetPaymentOrder")]
    public Task<HttpResponseData> GetPaymentOrder(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "clients/{clientId}/invoices/{number}/payment-order")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => invoices.PaymentOrderAsync(ClientAccess.OfWidget(account, clientId), number, cancellationToken));

    /// <summary>Takes an invoice back.</summary>
    [Function("PostInvoiceVoid")]
    public Task<HttpResponseData> PostInvoiceVoid(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/invoices/{number}/void")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => voidInvoice.RunAsync(ClientAccess.OfWidget(account, clientId), number, cancellationToken));

    /// <summary>Issues an invoice.</summary>
    [Function("PostOwnInvoice")]
    public Task<HttpResponseData> PostOwnInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/invoices")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet<InvoiceForm>(
            request,
            (session, form) => issueInvoice.RunAsync(
                ClientAccess.OfCabinet(session),
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Lists the invoices.</summary>
    [Function("GetOwnInvoices")]
    public Task<HttpResponseData> GetOwnInvoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/invoices")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => invoices.ListAsync(
                ClientAccess.OfCabinet(session),
                PageRequest.FromQuery(request),
                cancellationToken));

    /// <summary>Shows an invoice.</summary>
    [Function("GetOwnInvoice")]
    public Task<HttpResponseData> GetOwnInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/invoices/{number}")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => invoices.ReadAsync(ClientAccess.OfCabinet(session), number, cancellationToken));

    /// <summary>Prints an invoice.</summary>
    [Function("GetOwnInvoicePdf")]
    public Task<HttpResponseData> GetOwnInvoicePdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/invoices/{number}/pdf")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => invoices.PdfAsync(ClientAccess.OfCabinet(session), number, cancellationToken));

    /// <summary>Makes a payment order for a bank client.</summary>
    [Function("GetOwnPaymentOrder")]
    public Task<HttpResponseData> GetOwnPaymentOrder(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/invoices/{number}/payment-order")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => invoices.PaymentOrderAsync(ClientAccess.OfCabinet(session), number, cancellationToken));

    /// <summary>Takes an invoice back.</summary>
    [Function("PostOwnInvoiceVoid")]
    public Task<HttpResponseData> PostOwnInvoiceVoid(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/invoices/{number}/void")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => voidInvoice.RunAsync(ClientAccess.OfCabinet(session), number, cancellationToken));
}
