using Functions.Desk;
using Functions.Failures;
using Functions.Http;
using Functions.Reconciliation;
using Functions.Registers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>What the operator's page shows, with a function key.</summary>
public sealed class DeskFunctions(
    Edge edge,
    DeskQueries desk,
    BankReport report,
    RegisterFiles registers,
    FailureList failures)
{
    /// <summary>Shows today at a glance.</summary>
    [Function("GetToday")]
    public Task<HttpResponseData> GetToday(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/today")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => desk.TodayAsync(cancellationToken));

    /// <summary>Finds clients.</summary>
    [Function("FindClients")]
    public Task<HttpResponseData> FindClients(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/clients")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(
            request,
            () => desk.SearchAsync(request.Query["search"], PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Shows a client.</summary>
    [Function("GetAnyClient")]
    public Task<HttpResponseData> GetAnyClient(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/clients/{clientId}")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => desk.ClientAsync(clientId, cancellationToken));

    /// <summary>Lists a client's ledger.</summary>
    [Function("GetAnyEntries")]
    public Task<HttpResponseData> GetAnyEntries(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/clients/{clientId}/entries")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => desk.EntriesAsync(clientId, PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Shows which top-ups an entry of a client used up.</summary>
    [Function("GetAnyTopUpsOfEntry")]
    public Task<HttpResponseData> GetAnyTopUpsOfEntry(
        [HttpTrigger(
            AuthorizationLevel.Function,
            "get",
            "head",
            Route = "operator/clients/{clientId}/entries/{number}/top-ups")]
        HttpRequestData request,
        string clientId,
        string number,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => desk.TopUpsAsync(clientId, number, cancellationToken));

    /// <summary>Lists a client's letters.</summary>
    [Function("GetAnyLetters")]
    public Task<HttpResponseData> GetAnyLetters(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "operator/clients/{clientId}/letters")]
        HttpRequestData request,
        string clientId,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => desk.LettersAsync(clientId, PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Closes a failure that needs nothing more.</summary>
    [Function("CloseFailure")]
    public Task<HttpResponseData> CloseFailure(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/{failureId}/close")]
        HttpRequestData request,
        string failureId,
        CancellationToken cancellationToken) =>
        edge.Open<SuspenseForm>(
            request,
            form => failures.CloseAsync(failureId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Compares a bank day, and all the books, with the bank.</summary>
    [Function("GetReconciliation")]
    public Task<HttpResponseData> GetReconciliation(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reconciliations")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => report.ReadAsync(request.Query["day"], cancellationToken));

    /// <summary>Writes the register of top-ups.</summary>
    [Function("GetTopUpRegister")]
    public Task<HttpResponseData> GetTopUpRegister(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "registers/top-ups")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => registers.TopUpsAsync(PeriodRequest.FromQuery(request), cancellationToken));

    /// <summary>Writes the register of charges.</summary>
    [Function("GetChargeRegister")]
    public Task<HttpResponseData> GetChargeRegister(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "registers/charges")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => registers.ChargesAsync(PeriodRequest.FromQuery(request), cancellationToken));
}
