using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>How a host runs an app's functions.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>Where the functions listen; port 0 takes a free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The app's settings, by configuration key, given the address that the functions have.</summary>
    public Func<Uri, IReadOnlyDictionary<string, string?>> Settings { get; init; } =
        _ => new Dictionary<string, string?>();

    /// <summary>Keys of the level <c>Function</c>. Without any, only the master key opens what needs one.</summary>
    public IReadOnlyCollection<string> FunctionKeys { get; init; } = [];

    /// <summary>The key that opens everything, the administrative calls included; null opens nothing.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Where the page at <c>/</c> leads to; null shows a page as the Functions host does.</summary>
    public Uri? Home { get; init; }

    /// <summary>The time that the timers go by; it may jump forward.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where the host's and the worker's logs go. The levels of host.json apply unless this changes them.
    /// </summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>Changes how the host reaches queues.</summary>
    public Action<QueueClientOptions>? ConfigureQueues { get; init; }

    /// <summary>How long a worker may take to be ready.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long functions that run may go on after a stop, before they are told to end.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(30);
}
