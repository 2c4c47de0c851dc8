using Functions.Http;
using Functions.Operations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The operator's calls, with a function key, and whether the app is well, which anybody may ask.</summary>
public sealed class OperatorFunctions(Edge edge, Failures failures, Health health)
{
    /// <summary>Lists what waits for an operator.</summary>
    [Function("GetFailures")]
    public Task<Answer> GetFailures(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "failures")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Open(request, () => failures.ListAsync(PageRequest.Of(request), stop));

    /// <summary>Runs a failure again.</summary>
    [Function("RetryFailure")]
    public Task<Answer> RetryFailure(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/{failureId}/retry")] HttpRequestData request,
        string failureId,
        CancellationToken stop) =>
        edge.Open(request, () => failures.RetryAsync(failureId, stop));

    /// <summary>Tells whether the app can work.</summary>
    [Function("GetHealth")]
    public Task<Answer> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Open(request, () => health.CheckAsync(stop));
}
