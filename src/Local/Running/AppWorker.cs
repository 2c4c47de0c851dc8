using Functions;
using LocalHost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Local;

/// <summary>Where the product's functions run.</summary>
internal static class AppWorker
{
    /// <summary>A worker in this process, or one for the published app.</summary>
    public static IFunctionsWorker Create(
        LocalSystemOptions options,
        TimeProvider clock,
        Action<FunctionsApplicationBuilder>? customise) =>
        options.PublishedApp is { } folder
            ? new ChildWorker(folder)
            : new InProcessWorker(typeof(BillingApp).Assembly, host => BillingApp.Build([], builder =>
            {
                host(builder);

                // What goes well is told by the pages; host.json's level is for those who operate it.
                builder.Logging.AddFilter(null, LogLevel.Warning);
                builder.Services.AddSingleton(clock);
                customise?.Invoke(builder);
            }));
}
