using Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>What no other function takes.</summary>
public sealed class UnmatchedFunction(UnmatchedRoutes routes)
{
    /// <summary>Answers what no other function takes.</summary>
    /// <remarks>
    /// The host asks functions in the order of their names and takes the first whose route fits: this name must stay
    /// the last. No methods are listed, so that the host hands on every one, unknown ones included.
    /// </remarks>
    [Function("Unmatched")]
    public Task<HttpResponseData> Unmatched(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequestData request,
        string? path) =>
        routes.AnswerAsync(request, path);
}
