using Functions.Http;
using Functions.Suspense;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The operator's calls about money that belongs to nobody yet, with a function key.</summary>
public sealed class SuspenseFunctions(
    Edge edge,
    SuspenseQueries suspense,
    AssignMoney assignMoney,
    SettleMoney settleMoney)
{
    /// <summary>Lists money that waits for an operator.</summary>
    [Function("GetSuspense")]
    public Task<HttpResponseData> GetSuspense(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "suspense")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => suspense.ListAsync(PageRequest.FromQuery(request), cancellationToken));

    /// <summary>Shows a movement at the bank.</summary>
    [Function("GetMovement")]
    public Task<HttpResponseData> GetMovement(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "movements/{movementId}")]
        HttpRequestData request,
        string movementId,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => suspense.ReadAsync(movementId, cancellationToken));

    /// <summary>Gives money in suspense to a client's account.</summary>
    [Function("AssignMoney")]
    public Task<HttpResponseData> AssignMoney(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suspense/{movementId}/assignments")]
        HttpRequestData request,
        string movementId,
        CancellationToken cancellationToken) =>
        edge.Open<AssignmentForm>(
            request,
            form => assignMoney.RunAsync(movementId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Marks money in suspense to be sent back.</summary>
    [Function("ReturnSuspense")]
    public Task<HttpResponseData> ReturnSuspense(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suspense/{movementId}/return")]
        HttpRequestData request,
        string movementId,
        CancellationToken cancellationToken) =>
        edge.Open<SuspenseForm>(
            request,
            form => settleMoney.ReturnAsync(movementId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Says that reported money is known already.</summary>
    [Function("DismissSuspense")]
    public Task<HttpResponseData> DismissSuspense(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suspense/{movementId}/dismissal")]
        HttpRequestData request,
        string movementId,
        CancellationToken cancellationToken) =>
        edge.Open<SuspenseForm>(
            request,
            form => settleMoney.DismissAsync(movementId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Says that money in suspense is a return which came back.</summary>
    [Function("BounceSuspense")]
    public Task<HttpResponseData> BounceSuspense(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "suspense/{movementId}/bounce")]
        HttpRequestData request,
        string movementId,
        CancellationToken cancellationToken) =>
        edge.Open<BounceForm>(
            request,
            form => settleMoney.BounceAsync(movementId, OperatorCall.From(request), form, cancellationToken),
            cancellationToken);

    /// <summary>Lists what clients say of missing money.</summary>
    [Function("GetClaims")]
    public Task<HttpResponseData> GetClaims(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "claims")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open(request, () => suspense.ClaimsAsync(PageRequest.FromQuery(request), cancellationToken));
}
