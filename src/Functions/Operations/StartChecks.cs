using Functions.Catalog;
using Functions.Emails;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;
using Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Functions.Operations;

/// <summary>
/// Makes the parts that read settings, so that a bad setting stops the start with its name instead of failing the first
/// call that needs it.
/// </summary>
/// <remarks>They are made in StartAsync: the worker connects to the host at the same time.</remarks>
internal sealed class StartChecks(IServiceProvider services) : IHostedService
{
    private static readonly Type[] Parts =
    [
        typeof(Tariffs),
        typeof(WidgetTokens),
        typeof(Edge),
        typeof(Tables),
        typeof(QueueSender),
        typeof(SessionTokens),
        typeof(EmailSender),
        typeof(PasswordHasher),
        typeof(WebhookAddresses),
    ];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var part in Parts)
        {
            services.GetRequiredService(part);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
