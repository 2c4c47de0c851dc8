using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Connections;
using Functions.Http;
using Functions.Payments;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The widget's calls: they carry the vendor's token, and see the clients of its widget account alone.</summary>
public sealed class WidgetFunctions(
    Edge edge,
    Requisitions requisitions,
    NewCredentials newCredentials,
    ConnectionBook connections,
    Pay pay,
    PaymentHistory payments)
{
    /// <summary>Takes requisites.</summary>
    [Function("SubmitClient")]
    public Task<Answer> SubmitClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Widget<RequisitesForm>(request, (account, form) => requisitions.SubmitAsync(account, form, stop), stop);

    /// <summary>Lists the clients.</summary>
    [Function("GetClients")]
    public Task<Answer> GetClients(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Widget(request, account => requisitions.ListAsync(account, stop));

    /// <summary>Shows a client.</summary>
    [Function("GetClient")]
    public Task<Answer> GetClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}")] HttpRequestData request,
        string clientId,
        CancellationToken stop) =>
        edge.Widget(request, account => requisitions.ReadAsync(account, clientId, stop));

    /// <summary>Sends a new password.</summary>
    [Function("SendCredentials")]
    public Task<Answer> SendCredentials(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/credentials")]
        HttpRequestData request,
        string clientId,
        CancellationToken stop) =>
        edge.Widget(request, account => newCredentials.RunAsync(account, clientId, stop));

    /// <summary>Lists the tariffs.</summary>
    [Function("GetTariffs")]
    public Task<Answer> GetTariffs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tariffs")] HttpRequestData request) =>
        edge.Widget(request, _ => Task.FromResult(connections.Tariffs()));

    /// <summary>Lists the numbers.</summary>
    [Function("GetConnections")]
    public Task<Answer> GetConnections(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/connections")]
        HttpRequestData request,
        string clientId,
        CancellationToken stop) =>
        edge.Widget(request, account => connections.ListAsync(account, clientId, stop));

    /// <summary>Picks a tariff for a number.</summary>
    [Function("PutConnection")]
    public Task<Answer> PutConnection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "clients/{clientId}/connections/{phone}")]
        HttpRequestData request,
        string clientId,
        string phone,
        CancellationToken stop) =>
        edge.Widget<ConnectionForm>(
            request, (account, form) => connections.ChooseAsync(account, clientId, phone, form, stop), stop);

    /// <summary>Says what it costs.</summary>
    [Function("GetQuote")]
    public Task<Answer> GetQuote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/connections/{phone}/quote")]
        HttpRequestData request,
        string clientId,
        string phone,
        CancellationToken stop) =>
        edge.Widget(
            request, account => connections.QuoteAsync(account, clientId, phone, request.Query["tariff"], request.Query["months"], stop));

    /// <summary>Pays from the balance.</summary>
    [Function("PostPayment")]
    public Task<Answer> PostPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/payments")]
        HttpRequestData request,
        string clientId,
        CancellationToken stop) =>
        edge.Widget<PaymentForm>(
            request, (account, form) => pay.RunAsync(account, clientId, IdempotencyKey.Of(request), form, stop), stop);

    /// <summary>Lists the payments.</summary>
    [Function("GetPayments")]
    public Task<Answer> GetPayments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/payments")]
        HttpRequestData request,
        string clientId,
        CancellationToken stop) =>
        edge.Widget(request, account => payments.ListAsync(account, clientId, PageRequest.Of(request), stop));

    /// <summary>Shows a payment.</summary>
    [Function("GetPayment")]
    public Task<Answer> GetPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/payments/{paymentId}")]
        HttpRequestData request,
        string clientId,
        string paymentId,
        CancellationToken stop) =>
        edge.Widget(request, account => payments.ReadAsync(account, clientId, paymentId, stop));
}
