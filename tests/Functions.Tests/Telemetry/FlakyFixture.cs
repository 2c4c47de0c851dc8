using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Telemetry;

/// <summary>A system whose storage can be made to lose a request.</summary>
public sealed class FlakyFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    private readonly FaultPolicy _fault = new();

    /// <summary>Lets the next request to a table fail.</summary>
    public void LoseOnce(string table) => _fault.Table = table;

    protected override void Customise(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.Customise(builder);
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(10) } };
        options.AddPolicy(_fault, HttpPipelinePosition.BeforeTransport);
        builder.Services.AddSingleton(options);
    }

    private sealed class FaultPolicy : HttpPipelineSynchronousPolicy
    {
        private string? _table;

        public string? Table { set => _table = value; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (_table is { } table
                && message.Request.Uri.Path.Contains($"/{table}", StringComparison.Ordinal)
                && Interlocked.CompareExchange(ref _table, null, table) == table)
            {
                throw new RequestFailedException("The connection broke.");
            }
        }
    }
}
