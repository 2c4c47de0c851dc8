using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Http;
using Functions.Payments;
using Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>
/// The widget's calls: they carry the vendor's token, and see the clients of its widget account alone.
/// </summary>
public sealed class WidgetFunctions(
    Edge edge,
    SubmitRequisites submitRequisites,
    ChangeClient changeClient,
    ClientQueries clients,
    ResendCredentials resendCredentials,
    ChooseTariff chooseTariff,
    RemoveConnection removeConnection,
    SubscriptionQueries subscriptions,
    Pay pay,
    PaymentQueries payments)
{
    /// <summary>Takes requisites.</summary>
    [Function("SubmitClient")]
    public Task<HttpResponseData> SubmitClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Widget<RequisitesForm>(
            request,
            (account, form) => submitRequisites.RunAsync(account, form, cancellationToken),
            cancellationToken);

    /// <summary>Lists the clients.</summary>
    [Function("GetClients")]
    public Task<HttpResponseData> GetClients(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Widget(request, account => clients.ListAsync(account, cancellationToken));

    /// <summary>Shows a client.</summary>
    [Function("GetClient")]
    public Task<HttpResponseData> GetClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget(request, account => clients.ReadAsync(account, clientId, cancellationToken));

    /// <summary>Changes a client's data.</summary>
    [Function("PatchClient")]
    public Task<HttpResponseData> PatchClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "clients/{clientId}")] HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<ClientForm>(
            request,
            (account, form) => changeClient.ByWidgetAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Sends a new password.</summary>
    [Function("SendCredentials")]
    public Task<HttpResponseData> SendCredentials(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/credentials")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget(request, account => resendCredentials.RunAsync(account, clientId, cancellationToken));

    /// <summary>Lists the tariffs.</summary>
    [Function("GetTariffs")]
    public Task<HttpResponseData> GetTariffs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "tariffs")] HttpRequestData request) =>
        edge.Widget(request, _ => Task.FromResult(subscriptions.ListTariffs()));

    /// <summary>Lists the numbers.</summary>
    [Function("GetConnections")]
    public Task<HttpResponseData> GetConnections(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/connections")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget(request, account => subscriptions.ListAsync(account, clientId, cancellationToken));

    /// <summary>Picks a tariff for a number.</summary>
    [Function("PostConnection")]
    public Task<HttpResponseData> PostConnection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/connections")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<ConnectionForm>(
            request,
            (account, form) => chooseTariff.RunAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Takes a number off the list.</summary>
    [Function("RemoveConnection")]
    public Task<HttpResponseData> RemoveConnection(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/connection-removals")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<PhoneForm>(
            request,
            (account, form) => removeConnection.RunAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Says until when numbers can be paid for, and what that costs.</summary>
    [Function("PostTerms")]
    public Task<HttpResponseData> PostTerms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/terms")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<TermsForm>(
            request,
            (account, form) => subscriptions.TermsAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Says what a number of months costs.</summary>
    [Function("PostQuote")]
    public Task<HttpResponseData> PostQuote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/quotes")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<QuoteForm>(
            request,
            (account, form) => subscriptions.QuoteAsync(account, clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Pays from the balance.</summary>
    [Function("PostPayment")]
    public Task<HttpResponseData> PostPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/payments")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget<PaymentForm>(
            request,
            (account, form) => pay.RunAsync(
                account,
                clientId,
                IdempotencyKey.FromHeader(request),
                form,
                cancellationToken),
            cancellationToken);

    /// <summary>Lists the payments.</summary>
    [Function("GetPayments")]
    public Task<HttpResponseData> GetPayments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/payments")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Widget(
            request,
            account => payments.ListAsync(account, clientId, PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Shows a payment.</summary>
    [Function("GetPayment")]
    public Task<HttpResponseData> GetPayment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "clients/{clientId}/payments/{paymentId}")]
        HttpRequestData request,
        string clientId,
        string paymentId,
        CancellationToken cancellationToken) =>
        edge.Widget(request, account => payments.ReadAsync(account, clientId, paymentId, cancellationToken));
}
