using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Standalone.Tests.Runtime;

/// <summary>Functions that use what is injected, and how long it lives.</summary>
public sealed class ServiceTestFunctions(IServiceProvider services)
{
    private Calls Calls => services.GetRequiredService<Calls>();

    [Function("Scope")]
    public Task<HttpResponseData> Scope([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request, FunctionContext context) =>
        HttpTestFunctions.TextAsync(
            request, $"{services.GetRequiredService<PerInvocation>().Id} {context.InstanceServices.GetRequiredService<PerInvocation>().Id}");

    [Function("WaitsForCancel")]
    public async Task<HttpResponseData> WaitsForCancel([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request, CancellationToken cancel)
    {
        Calls.Add("waiting", null);
        var cancelled = new TaskCompletionSource();
        await using (cancel.Register(cancelled.SetResult))
        {
            await cancelled.Task;
        }

        Calls.Add("cancelled", cancel.IsCancellationRequested);
        return request.CreateResponse();
    }

    [Function("WaitsForRelease")]
    public async Task<HttpResponseData> WaitsForRelease([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        Calls.Add("running", null);
        await Calls.WaitForAsync("release", 1);
        return await HttpTestFunctions.TextAsync(request, "finished");
    }
}
