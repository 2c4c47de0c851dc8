using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Configuration;

namespace LocalHost;

/// <summary>What this host reads of host.json; defaults are those of the Functions host.</summary>
internal sealed record HostJson
{
    /// <summary>First part of every route; empty is none.</summary>
    public string RoutePrefix { get; private init; } = "api";

    /// <summary>Headers of every answer that does not have them.</summary>
    public IReadOnlyDictionary<string, string> CustomHeaders { get; private init; } = new Dictionary<string, string>();

    /// <summary>What Strict-Transport-Security says; null if it is not sent.</summary>
    public HstsOptions? Hsts { get; private init; }

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

    /// <summary>Levels of logging, as <see cref="Microsoft.Extensions.Logging"/> reads them.</summary>
    public IConfiguration? Logging { get; private init; }

    /// <summary>
    /// Reads a host.json; a missing file means defaults. As in the host, settings under <c>AzureFunctionsJobHost</c>
    /// override it.
    /// </summary>
    /// <exception cref="FunctionsHostException">The file, or a value in it, is not valid.</exception>
    public static HostJson Read(string path, AppSettings settings)
    {
        try
        {
            var root = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(path), optional: true)
                .AddConfiguration(settings.All.GetSection("AzureFunctionsJobHost"))
                .Build();
            return From(root);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidDataException)
        {
            throw new FunctionsHostException($"{path} is not valid: {(e.InnerException ?? e).Message}", e);
        }
    }

    private static HostJson From(IConfiguration root)
    {
        var defaults = new HostJson();
        var queues = root.GetSection("extensions:queues");
        var batchSize = Int(queues, "batchSize", defaults.BatchSize, 1, 32);
        return new()
        {
            RoutePrefix = (root["extensions:http:routePrefix"] ?? defaults.RoutePrefix).Trim('/'),
            CustomHeaders = root.GetSection("extensions:http:customHeaders").GetChildren()
                .ToDictionary(header => header.Key, header => header.Value ?? ""),
            Hsts = HstsFrom(root.GetSection("extensions:http:hsts")),
            BatchSize = batchSize,
            NewBatchThreshold = Int(queues, "newBatchThreshold", batchSize / 2, 0, int.MaxValue),
            MaxDequeueCount = Int(queues, "maxDequeueCount", defaults.MaxDequeueCount, 1, int.MaxValue),
            MaxPollingInterval = Time(
                queues, "maxPollingInterval", defaults.MaxPollingInterval, TimeSpan.FromMilliseconds(100)),
            VisibilityTimeout = Time(queues, "visibilityTimeout", defaults.VisibilityTimeout, TimeSpan.Zero),
            Logging = root.GetSection("logging"),
            Base64Messages = queues["messageEncoding"]?.ToUpperInvariant() switch
            {
                null or "BASE64" => true,
                "NONE" => false,
                var other => throw new FormatException($"messageEncoding is base64 or none, not {other}."),
            },
        };
    }

    private static HstsOptions? HstsFrom(IConfiguration section)
    {
        if (!section.GetValue<bool>("isEnabled"))
        {
            return null;
        }

        var options = new HstsOptions();
        section.Bind(options);
        return options;
    }

    private static int Int(IConfiguration section, string name, int byDefault, int least, int most) =>
        section[name] is not { } text ? byDefault
        : int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new FormatException($"{name} is '{text}', not a number of {least} to {most}.");

    private static TimeSpan Time(IConfiguration section, string name, TimeSpan byDefault, TimeSpan least) =>
        section[name] is not { } text ? byDefault
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new FormatException($"{name} is '{text}', not a time of {least} or more.");
}
