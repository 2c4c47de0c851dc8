using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Telemetry;

/// <summary>A system whose storage can be made to leave a request without an answer.</summary>
public sealed class FlakyFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    private readonly Flaky _flaky = new();

    /// <summary>The next request to a table is lost.</summary>
    public void LoseOnce(string table) => _flaky.Lost = table;

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(10) } };
        options.AddPolicy(_flaky, HttpPipelinePosition.BeforeTransport);
        builder.Services.AddSingleton(options);
    }

    private sealed class Flaky : HttpPipelineSynchronousPolicy
    {
        private string? _lost;

        public string? Lost { set => _lost = value; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (_lost is { } table && message.Request.Uri.Path.Contains($"/{table}", StringComparison.Ordinal) && Interlocked.CompareExchange(ref _lost, null, table) == table)
            {
                throw new RequestFailedException("The connection broke.");
            }
        }
    }
}
