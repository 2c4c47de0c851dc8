using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>Puts the runtime into an app's services.</summary>
internal static class StandaloneServices
{
    /// <summary>Adds all that runs functions: the pipeline, the HTTP server, the queues' listeners and the timers.</summary>
    /// <param name="services">Services of the app.</param>
    /// <param name="middleware">The app's middleware, read when the app is built.</param>
    public static void AddStandaloneRuntime(
        this IServiceCollection services, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        services.AddOptions<StandaloneOptions>().BindConfiguration("Standalone");
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton<IPostConfigureOptions<WorkerOptions>>(provider => new PostConfigureOptions<WorkerOptions>(
            Options.DefaultName,
            worker => worker.Serializer ??= new JsonObjectSerializer(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value)));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StandaloneServer>();
        services.AddSingleton<StandaloneTimers>();
        _ = middleware;
    }
}
