using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Empty;

/// <summary>The smallest app that answers a call.</summary>
public static class EmptyFunctions
{
    /// <summary>Answers 200 with the text "ok".</summary>
    [Function("Get")]
    public static async Task<HttpResponseData> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "get")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync("ok");
        return response;
    }
}
