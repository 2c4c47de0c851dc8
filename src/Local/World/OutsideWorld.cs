using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Local;

/// <summary>
/// What surrounds the product, on one port of this machine: the mail service and everybody's mailboxes, the bank, the
/// widget vendor's back end, who hears of events, and the clock.
/// </summary>
public sealed class OutsideWorld : IAsyncDisposable
{
    // The size of a letter with its attachments that the real mail service takes.
    private const long LargestBody = 10 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly byte[] _mailAccessKey;
    private Uri? _functions;
    private Inspector? _behind;

    private OutsideWorld(WebApplication app, OutsideWorldOptions options)
    {
        (_app, _mailAccessKey, Clock) = (app, options.MailAccessKey, options.Clock);
        Mailbox = new(options.LettersFile, options.Say);
        Bank = new(options.Clock);
        WidgetVendor = new(options.Clock, options.WidgetKey, options.WidgetAudience);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>The product's time.</summary>
    public MovableClock Clock { get; }

    /// <summary>The letters that arrived.</summary>
    public Mailbox Mailbox { get; }

    /// <summary>The switches that make the mail service fail.</summary>
    public MailFaults MailFaults { get; } = new();

    /// <summary>Where money comes from.</summary>
    public Bank Bank { get; }

    /// <summary>Who is told of events.</summary>
    public WebhookReceiver Webhooks { get; } = new();

    /// <summary>Who signs the widget's tokens.</summary>
    public WidgetVendor WidgetVendor { get; }

    /// <summary>What the e-mail client needs to send letters here.</summary>
    public string MailConnectionString => $"endpoint={Url};accesskey={Convert.ToBase64String(_mailAccessKey)}";

    /// <summary>Starts it and returns once it listens.</summary>
    /// <exception cref="LocalException">The port is taken, or the letters' file is damaged.</exception>
    public static async Task<OutsideWorld> StartAsync(
        OutsideWorldOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();

        // An empty builder: no setting of the surroundings (ASPNETCORE_URLS and the like) changes what listens where.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

        // A page of some other site that resolves its name to 127.0.0.1 gets nothing here.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["127.0.0.1", "localhost"]);

        var app = builder.Build();
        var world = new OutsideWorld(app, options);
        app.UseHostFiltering();
        app.UseApiDocument(() => world._functions);
        app.UseRouting();
        world.Map();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await world.DisposeAsync();
            throw LocalException.PortTaken(options.Port);
        }

        return world;
    }

    /// <summary>
    /// Says where the product is: its widget is shown, transfers reach it, and what is behind it can be looked at.
    /// </summary>
    /// <param name="system">The product; its functions may be stopped and started again.</param>
    public void Connect(LocalSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        Bank.Connect(system.Url, system.Secrets.FunctionKey);
        _functions = system.Url;
        _behind?.Dispose();
        _behind = new(system);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Bank.Dispose();
        _behind?.Dispose();
    }

    private void Map()
    {
        new MailService(Mailbox, MailFaults, Clock, new(_mailAccessKey)).Map(_app);
        _app.MapMailbox(Mailbox);
        WidgetVendor.Map(_app);
        _app.MapBank(Bank);
        _app.MapWebhooks(Webhooks);
        _app.MapClock(Clock);
        _app.MapPages(() => _functions);
        _app.MapInspector(() => _behind);
    }
}
