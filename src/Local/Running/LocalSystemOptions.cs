using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Logging;

namespace Local;

/// <summary>How a local system starts: by itself in memory, on free ports.</summary>
public sealed record LocalSystemOptions
{
    /// <summary>
    /// Port of the functions; the outside world and Azurite take the following ones. 0 takes any free ones.
    /// </summary>
    public int Port { get; init; }

    /// <summary>Where state outlives the system; null keeps everything in memory.</summary>
    public StateFolder? State { get; init; }

    /// <summary>Connection string of a storage account to use; null starts an Azurite for this system alone.</summary>
    public string? Storage { get; init; }

    /// <summary>The clock of a system without kept state; null shows the real time.</summary>
    public MovableClock? Clock { get; init; }

    /// <summary>The time at which timers run; null is that of <see cref="Clock"/>.</summary>
    public TimeProvider? TimerClock { get; init; }

    /// <summary>
    /// Folder of the published app, to run in a process of its own with the real time; null runs it in this process.
    /// </summary>
    public string? PublishedApp { get; init; }

    /// <summary>
    /// Whether the outside world is told of events by webhooks. Not by an app in a process of its own: that tells the
    /// public internet alone.
    /// </summary>
    public bool TellsWorld { get; init; }

    /// <summary>Settings of the functions, by configuration key, over those that fit the local surroundings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Changes the functions' parts before they are built, each time they start.</summary>
    public Action<FunctionsApplicationBuilder>? Customise { get; init; }

    /// <summary>Where the host and the functions log to: the console, from warnings on.</summary>
    public Action<ILoggingBuilder> HostLogging { get; init; } = logging =>
        logging.AddFilter(null, LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);

    /// <summary>Told what takes long, and what was lost.</summary>
    public Action<string>? Say { get; init; }
}
