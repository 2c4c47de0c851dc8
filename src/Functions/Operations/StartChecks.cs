using Functions.Cabinets;
using Functions.Http;
using Functions.Letters;
using Functions.Storage;
using Microsoft.Extensions.Hosting;

namespace Functions.Operations;

/// <summary>Before the first call: the settings that the parts read are sound, and the tables are there.</summary>
internal sealed class StartChecks(Tables tables, Tariffs tariffs, WidgetTokens tokens, Sessions sessions, EmailSender mail) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // To be made at all, they had to read their settings; a bad one stops the start with its name.
        _ = (tariffs, tokens, sessions, mail);
        return tables.CreateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
