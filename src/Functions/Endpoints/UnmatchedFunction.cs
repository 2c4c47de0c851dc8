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
    /// the last.
    /// </remarks>
    [Function("Unmatched")]
    public Task<HttpResponseData> Unmatched(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace",
            Route = "{*path}")] HttpRequestData request,
        string? path) =>
        routes.AnswerAsync(request, path);
}
