using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Standalone;

/// <summary>Settings of the app as bindings name them, and the settings of host.json.</summary>
internal sealed partial class Settings(IConfiguration configuration, HostJson host)
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>What host.json says.</summary>
    public HostJson Host => host;

    /// <summary>Most bytes of a request's body, the Functions host's default being 100 MB.</summary>
    public long RequestBodyLimit => configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", 104_857_600L);

    /// <summary>Id of the host, which keeps apps apart that share a storage account.</summary>
    public string? HostId => configuration["AzureFunctionsWebHost:hostid"];

    /// <summary>A text of an attribute with every <c>%SETTING%</c> replaced by that setting's value.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting.</exception>
    public string Resolve(string text) =>
        Placeholder().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new InvalidOperationException($"'{match.Value}' names a setting that has no value."));

    /// <summary>The storage connection string that a binding's <c>Connection</c> names: with the prefix <c>AzureWebJobs</c> first, as the host does.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public string ConnectionString(string? connection)
    {
        var name = connection is null ? DefaultConnection : Resolve(connection);
        return Find("AzureWebJobs" + name) ?? Find(name)
            ?? throw new InvalidOperationException($"Storage connection string '{name}' does not exist. Make sure that it is a defined App Setting.");
    }

    private string? Find(string name) => configuration.GetConnectionString(name) ?? configuration[name];

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}

/// <summary>What the runtime reads of host.json; defaults are those of the Functions host.</summary>
internal sealed record HostJson
{
    /// <summary>First part of every route; empty is none.</summary>
    public string RoutePrefix { get; private init; } = "api";

    /// <summary>Messages taken at once, 1 to 32.</summary>
    public int BatchSize { get; private init; } = 16;

    /// <summary>The next batch is taken once no more than this many messages run.</summary>
    public int NewBatchThreshold { get; private init; } = 8;

    /// <summary>Tries of a message before it goes to the poison queue.</summary>
    public int MaxDequeueCount { get; private init; } = 5;

    /// <summary>Longest wait between two looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; private init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a failed message is hidden before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; private init; } = TimeSpan.Zero;

    /// <summary>Whether messages are base64; otherwise plain text.</summary>
    public bool Base64Messages { get; private init; } = true;

    /// <summary>Reads a host.json; a missing file means defaults. Settings under <c>AzureFunctionsJobHost</c> go before it, as in the host.</summary>
    /// <exception cref="InvalidOperationException">The file, or a value in it, is not valid.</exception>
    public static HostJson Read(string path, IConfiguration settings)
    {
        try
        {
            var root = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(path), optional: true)
                .AddConfiguration(settings.GetSection("AzureFunctionsJobHost"))
                .Build();
            return From(root.GetSection("extensions"));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidDataException)
        {
            throw new InvalidOperationException($"{path} is not valid: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static HostJson From(IConfiguration extensions)
    {
        var defaults = new HostJson();
        var queues = extensions.GetSection("queues");
        var batchSize = Int(queues, "batchSize", defaults.BatchSize, 1, 32);
        return new HostJson
        {
            RoutePrefix = (extensions["http:routePrefix"] ?? defaults.RoutePrefix).Trim('/'),
            BatchSize = batchSize,
            NewBatchThreshold = Int(queues, "newBatchThreshold", batchSize / 2, 0, int.MaxValue),
            MaxDequeueCount = Int(queues, "maxDequeueCount", defaults.MaxDequeueCount, 1, int.MaxValue),
            MaxPollingInterval = Time(queues, "maxPollingInterval", defaults.MaxPollingInterval, TimeSpan.FromMilliseconds(100)),
            VisibilityTimeout = Time(queues, "visibilityTimeout", defaults.VisibilityTimeout, TimeSpan.Zero),
            Base64Messages = queues["messageEncoding"]?.ToUpperInvariant() switch
            {
                null or "BASE64" => true,
                "NONE" => false,
                var other => throw new FormatException($"messageEncoding is base64 or none, not {other}."),
            },
        };
    }

    private static int Int(IConfiguration section, string name, int byDefault, int least, int most) =>
        section[name] is not { } text ? byDefault
        : int.TryParse(text, out var value) && value >= least && value <= most ? value
        : throw new FormatException($"{name} is '{text}', not a number of {least} to {most}.");

    private static TimeSpan Time(IConfiguration section, string name, TimeSpan byDefault, TimeSpan least) =>
        section[name] is not { } text ? byDefault
        : TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new FormatException($"{name} is '{text}', not a time of {least} or more.");
}
