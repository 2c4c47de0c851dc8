using Functions.Pages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>What browsers open and load.</summary>
public sealed class PageFunctions(PageCalls pages)
{
    /// <summary>Serves the document of this API.</summary>
    [Function("GetOpenApi")]
    public Task<HttpResponseData> GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.yaml")] HttpRequestData request) =>
        pages.AnswerAsync(request, "openapi.yaml");

    /// <summary>Serves the widget, the cabinet's page, and what they load.</summary>
    [Function("GetPage")]
    public Task<HttpResponseData> GetPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "pages/{*file}")] HttpRequestData request,
        string? file) =>
        pages.AnswerAsync(request, file);
}
