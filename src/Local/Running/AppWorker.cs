using Azure.Core.Pipeline;
using Functions;
using Functions.Webhooks;
using LocalHost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Local;

/// <summary>Where the product's functions run.</summary>
internal static class AppWorker
{
    /// <summary>A worker in this process, or one for the published app.</summary>
    /// <param name="options">Which of the two.</param>
    /// <param name="clock">The time of one in this process.</param>
    /// <param name="onSent">Told the queue of each message that one in this process sends.</param>
    /// <param name="customise">Changes the parts of one in this process.</param>
    public static IFunctionsWorker Create(
        LocalSystemOptions options,
        TimeProvider clock,
        Action<string> onSent,
        Action<FunctionsApplicationBuilder>? customise) =>
        options.PublishedApp is { } folder
            ? new ChildWorker(folder)
            : new InProcessWorker(typeof(BillingApp).Assembly, host => BillingApp.Build([], builder =>
            {
                host(builder);

                // What goes well is told by the pages; host.json's level is for those who operate it.
                builder.Logging.AddFilter(null, LogLevel.Warning);
                builder.Services.AddSingleton(clock);
                builder.Services.AddSingleton(new WebhookNetwork { AllowsThisMachine = true });
                builder.Services.AddSingleton<HttpPipelinePolicy>(new SentMessages(onSent));
                customise?.Invoke(builder);
            }));
}
