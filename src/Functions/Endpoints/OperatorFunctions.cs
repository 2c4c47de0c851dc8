using Billing;
using Functions.Clients;
using Functions.Corrections;
using Functions.Failures;
using Functions.Http;
using Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The operator's calls, with a function key, and whether the app is well, which anybody may ask.</summary>
public sealed class OperatorFunctions(
    Edge edge,
    FailureList failures,
    ChangeClient changeClient,
    CorrectEntry correctEntry,
    ReturnMoney returnMoney,
    Health health)
{
    /// <summary>Lists what waits for an operator.</summary>
    [Function("GetFailures")]
    public Task<HttpResponseData> GetFailures(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "failures")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => failures.ListAsync(PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Runs a failure again.</summary>
    [Function("RetryFailure")]
    public Task<HttpResponseData> RetryFailure(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/{failureId}/retry")]
        HttpRequestData request,
        string failureId,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => failures.RetryAsync(failureId, cancellationToken));

    /// <summary>Changes a client's data.</summary>
    [Function("PatchAnyClient")]
    public Task<HttpResponseData> PatchAnyClient(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = "operator/clients/{clientId}")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Open<ClientForm>(
            request,
            form => changeClient.ByOperatorAsync(clientId, form, cancellationToken),
            cancellationToken);

    /// <summary>Undoes an entry.</summary>
    [Function("PostCorrection")]
    public Task<HttpResponseData> PostCorrection(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "accounts/{accountNumber}/corrections")]
        HttpRequestData request,
        string accountNumber,
        CancellationToken cancellationToken) =>
        edge.Open<EntryForm>(
            request,
            form => correctEntry.RunAsync(accountNumber, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Gives money back to its payer.</summary>
    [Function("PostReturn")]
    public Task<HttpResponseData> PostReturn(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "accounts/{accountNumber}/returns")]
        HttpRequestData request,
        string accountNumber,
        CancellationToken cancellationToken) =>
        edge.Open<EntryForm>(
            request,
            form => returnMoney.RunAsync(accountNumber, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Tells whether the app can work.</summary>
    [Function("GetHealth")]
    public Task<HttpResponseData> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => health.CheckAsync(cancellationToken));
}
