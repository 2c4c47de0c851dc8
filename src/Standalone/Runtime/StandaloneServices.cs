using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>Puts the runtime into an app's services.</summary>
internal static class StandaloneServices
{
    private static string HostJsonPath => Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>Adds all that runs functions: the pipeline, the HTTP server, the queues' listeners and the timers.</summary>
    /// <param name="services">Services of the app.</param>
    /// <param name="middleware">The app's middleware, read once the app starts.</param>
    public static void AddStandaloneRuntime(
        this IServiceCollection services, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        services.AddOptions<StandaloneOptions>().BindConfiguration("Standalone");
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddSingleton<IPostConfigureOptions<WorkerOptions>>(provider => new PostConfigureOptions<WorkerOptions>(
            Options.DefaultName,
            worker => worker.Serializer ??= new JsonObjectSerializer(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value)));
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton(provider => HostJson.Read(HostJsonPath, provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Settings>();
        services.AddSingleton<FunctionList>();
        services.AddSingleton(new Middleware(middleware));
        services.AddSingleton<InputConverter>();
        services.AddSingleton<Invoker>();

        services.AddSingleton<FunctionKeys>();
        services.AddSingleton<HttpCalls>();
        services.AddSingleton<AdminCalls>();
        services.AddSingleton(new StandaloneServer());
        services.AddSingleton<HttpServer>();

        services.AddSingleton<StorageQueues>();
        services.AddSingleton<QueueOutputs>();
        services.AddSingleton<QueueRunner>();

        services.AddSingleton<ScheduleMonitor>();
        services.AddSingleton<TimerRunner>();
        services.AddSingleton(provider => new StandaloneTimers(provider.GetRequiredService<TimerRunner>()));

        services.AddHostedService<StandaloneHost>();
    }

    /// <summary>Logs at the levels of host.json, and nothing of the web server below a warning: it would log addresses, and keys stand in them.</summary>
    public static void AddHostJson(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddConfiguration(new ConfigurationBuilder().AddJsonFile(HostJsonPath, optional: true).Build().GetSection("logging"));
    }
}
