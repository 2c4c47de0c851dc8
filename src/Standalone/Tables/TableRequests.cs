using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Requests to the tables of one account.</summary>
internal sealed class TableRequests
{
    /// <summary>Asks for JSON that tells types where JSON itself cannot.</summary>
    public const string Format = "?$format=application%2Fjson%3Bodata%3Dminimalmetadata";

    public static readonly HttpHeader AcceptJson = new("Accept", "application/json;odata=minimalmetadata");
    public static readonly TableErrorParser ErrorParser = new();

    private readonly HttpPipeline _pipeline;
    private readonly HttpHeader[] _ownHeaders;

    public TableRequests(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        if (endpoint.Host.Contains(".table.cosmos", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException("The stand-in of Azure.Data.Tables does not support Azure Cosmos DB.");
        }

        options ??= new TableClientOptions();
        Endpoint = endpoint;
        _ownHeaders = [new("x-ms-version", options.VersionString), new("DataServiceVersion", "3.0")];
        _pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { authentication },
            RequestFailedDetailsParser = ErrorParser,
        });
    }

    public Uri Endpoint { get; }

    /// <summary>The address of something in the account.</summary>
    public string AddressOf(string path) => Endpoint.AbsoluteUri.TrimEnd('/') + path;

    /// <summary>All headers of a change, those that every request has among them.</summary>
    public IEnumerable<HttpHeader> HeadersOf(EntityOperation operation) => _ownHeaders.Concat(operation.Headers);

    /// <summary>Reads.</summary>
    public Task<Response> GetAsync(string path, IEnumerable<(string Name, string Value)> query, CancellationToken stop, int accepted = 0)
    {
        var arguments = query.Where(argument => argument.Value is not null).Select(argument => $"&{argument.Name}={Uri.EscapeDataString(argument.Value)}");
        return SendAsync(RequestMethod.Get, path + Format + string.Concat(arguments), [AcceptJson], null, stop, accepted);
    }

    /// <summary>Changes one row.</summary>
    public Task<Response> SendAsync(EntityOperation operation, CancellationToken stop, int accepted = 0) => SendAsync(
        operation.Method, operation.Path, operation.Headers, operation.Content is { } content ? RequestContent.Create(content) : null, stop, accepted);

    /// <summary>Sends a request and returns the answer; <paramref name="accepted"/> is the status of an error that is none to the caller.</summary>
    /// <exception cref="RequestFailedException">The service refused, or was not to be reached.</exception>
    public async Task<Response> SendAsync(
        RequestMethod method, string path, IReadOnlyList<HttpHeader> headers, RequestContent content, CancellationToken stop, int accepted = 0)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(AddressOf(path)));
        foreach (var header in _ownHeaders.Concat(headers))
        {
            message.Request.Headers.Add(header);
        }

        message.Request.Content = content;
        await _pipeline.SendAsync(message, stop).ConfigureAwait(false);
        return message.Response.IsError && message.Response.Status != accepted
            ? throw new RequestFailedException(message.Response)
            : message.Response;
    }
}
