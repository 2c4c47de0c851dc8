using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Queues;
using Functions.Outbox;
using LocalHost;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Local;

/// <summary>The whole product on this machine: storage, the outside world, and the functions between them.</summary>
public sealed class LocalSystem : IAsyncDisposable
{
    /// <summary>How many ports from the first on a system takes.</summary>
    public const int PortCount = 5;

    private readonly LocalSystemOptions _options;
    private readonly Azurite? _azurite;
    private RunningFunctions? _functions;

    private LocalSystem(LocalSystemOptions options, Azurite? azurite, OutsideWorld world, LocalSecrets secrets) =>
        (_options, _azurite, World, Secrets, Url) =
            (options, azurite, world, secrets, new($"http://127.0.0.1:{options.Port}"));

    /// <summary>Where the functions answer.</summary>
    public Uri Url { get; private set; }

    /// <summary>What surrounds the product.</summary>
    public OutsideWorld World { get; }

    /// <summary>The product's time.</summary>
    public MovableClock Clock => World.Clock;

    /// <summary>The keys of this system.</summary>
    public LocalSecrets Secrets { get; }

    /// <summary>Connection string of the storage that holds the state.</summary>
    public string Storage => _options.Storage ?? _azurite!.ConnectionString;

    /// <summary>The running functions' parts.</summary>
    /// <exception cref="InvalidOperationException">They are stopped, or run in a process of their own.</exception>
    public IServiceProvider Services =>
        Functions.Services ?? throw new InvalidOperationException("The functions run in a process of their own.");

    /// <summary>Whether the functions run in a process of their own, with the real time.</summary>
    public bool IsPublished => _options.PublishedApp is not null;

    /// <summary>The running functions' timers, by name.</summary>
    /// <exception cref="InvalidOperationException">They are stopped.</exception>
    public IReadOnlyList<TimerState> Timers => Functions.Timers;

    /// <summary>Completes when the functions end without being told to; the result says why in one line.</summary>
    /// <exception cref="InvalidOperationException">They are stopped.</exception>
    public Task<string> FunctionsEnded => Functions.Ended;

    private RunningFunctions Functions =>
        _functions ?? throw new InvalidOperationException("The functions are stopped.");

    /// <summary>Starts everything and returns once all of it answers.</summary>
    /// <exception cref="LocalException">A port is taken, a kept file is damaged, or a part does not start.</exception>
    public static async Task<LocalSystem> StartAsync(
        LocalSystemOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        var say = Timed(options.Say);
        Azurite? azurite = null;
        OutsideWorld? world = null;
        try
        {
            if (options.Storage is null)
            {
                say?.Invoke("Starting the storage…");
                azurite = await Azurite.StartAsync(
                    options.State?.Azurite,
                    Port(2),
                    say: say,
                    cancellationToken: cancellationToken);
            }

            var secrets = options.State is { } kept ? LocalSecrets.Kept(kept.Secrets) : LocalSecrets.New();
            world = await OutsideWorld.StartAsync(new()
            {
                Port = Port(1),
                Clock = options.PublishedApp is not null ? MovableClock.Fixed()
                    : options.State is { } state ? MovableClock.Kept(state.Clock)
                    : options.Clock ?? new(),
                LettersFile = options.State?.Letters,
                Say = options.Say,
                MailAccessKey = secrets.MailAccessKey,
                WidgetKey = secrets.WidgetKey,
            }, cancellationToken);

            say?.Invoke("Starting the functions…");
            var system = new LocalSystem(options, azurite, world, secrets);
            await system.CreateQueuesAsync(cancellationToken);
            await system.StartFunctionsAsync(cancellationToken: cancellationToken);
            world.Connect(system);
            return system;
        }
        catch
        {
            await DisposeAsync(world, azurite);
            throw;
        }

        int Port(int offset) => options.Port == 0 ? 0 : options.Port + offset;
    }

    /// <summary>Has a queue looked at now: for whoever has sent a message past the functions.</summary>
    public void LookAt(string queue) => _functions?.LookAt(queue);

    /// <summary>Stops the functions as a shutdown does; storage and the outside world go on.</summary>
    public async Task StopFunctionsAsync()
    {
        if (_functions is { } running)
        {
            _functions = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>Starts the functions again where they were, after <see cref="StopFunctionsAsync"/>.</summary>
    /// <param name="customise">Changes their parts this once, after what the options change.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task StartFunctionsAsync(
        Action<FunctionsApplicationBuilder>? customise = null,
        CancellationToken cancellationToken = default)
    {
        var host = new FunctionsHostOptions
        {
            Url = Url,
            Settings = SettingsAt,
            FunctionKeys = [Secrets.FunctionKey],
            MasterKey = Secrets.MasterKey,
            Home = World.Url,
            Time = _options.TimerClock ?? Clock,
            Logging = _options.HostLogging,
        };
        _functions = await RunningFunctions.StartAsync(
            AppWorker.Create(_options, Clock, LookAt, _options.Customise + customise),
            host,
            cancellationToken);
        Url = _functions.Url;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopFunctionsAsync();
        await DisposeAsync(World, _azurite);
    }

    // As infra does: a connector may put a top-up into its queue before anything else happens. The poison queues too:
    // every look at one that is not there is an exception.
    private Task CreateQueuesAsync(CancellationToken cancellationToken)
    {
        var storage = new QueueServiceClient(Storage);
        return Task.WhenAll(QueueNames.All
            .SelectMany(name => (string[])[name, name + QueueNames.PoisonSuffix])
            .Select(name => storage.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)));
    }

    // The links in letters name the address of the functions.
    private Dictionary<string, string?> SettingsAt(Uri functions)
    {
        var settings = LocalSettings.For(functions, Storage, World, Secrets);
        if (_options.TellsWorld && !IsPublished)
        {
            settings["Webhooks:0:Url"] = new Uri(World.Url, "webhooks").ToString();
            settings["Webhooks:0:Secrets:0"] = World.Webhooks.Secret;
        }

        foreach (var (key, value) in _options.Settings)
        {
            settings[key] = value;
        }

        return settings;
    }

    // A start takes seconds, the first one longer: the seconds show that it goes on.
    private static Action<string>? Timed(Action<string>? say)
    {
        var watch = Stopwatch.StartNew();
        return say is null
            ? null
            : text => say(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:0.0} s  {text}"));
    }

    private static async ValueTask DisposeAsync(OutsideWorld? world, Azurite? azurite)
    {
        if (world is not null)
        {
            await world.DisposeAsync();
        }

        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
