using Functions.Http;
using Functions.TopUps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The bank connector's calls, with a function key.</summary>
public sealed class BankFunctions(Edge edge, BookTopUp bookTopUp)
{
    /// <summary>Books money that came in.</summary>
    [Function("PostTopUp")]
    public Task<HttpResponseData> PostTopUp(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "topups")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<TopUpForm>(request, form => bookTopUp.RunAsync(form, cancellationToken), cancellationToken);
}
