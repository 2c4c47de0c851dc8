using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Empty;

/// <summary>The least that answers.</summary>
public static class EmptyFunctions
{
    /// <summary>Answers with a word.</summary>
    [Function("Get")]
    public static async Task<HttpResponseData> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "get")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync("ok");
        return response;
    }
}
