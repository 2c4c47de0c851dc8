using Local;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(EndToEnd.Browser))]

namespace EndToEnd;

/// <summary>One Chromium and one storage emulator for all the tests; each test takes a stage of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>How long to wait for what a page is to do or to show, in milliseconds: machines of continuous integration are slow.</summary>
    internal const float Patience = 60_000;

    // A browser looks for updates and the like on the network; these tests are about what the pages ask for.
    private static readonly string[] Quiet =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private Azurite? _azurite;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>
    /// Starts the product with empty state and a window that nobody used before; skips the test where there is no
    /// browser.
    /// </summary>
    public async Task<Stage> NewStageAsync(BrowserNewContextOptions window)
    {
        Assert.SkipWhen(_browser is null,
            "There is no Chromium on this machine, and none to bring along for its system; " +
            "install it, or name it in the environment variable CHROMIUM_PATH.");
        var system = await LocalSystem.StartAsync(new() { Storage = _azurite!.NewAccount(), Clock = Morning.Clock() });
        return await Stage.OpenAsync(system, _browser, window);
    }

    public async ValueTask InitializeAsync()
    {
        if (await FindAsync() is { } launch)
        {
            _azurite = await Azurite.StartAsync(accounts: 200);
            _playwright = await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(Patience);

            // Chromium's own sandbox does not work for root, as whom containers run.
            launch.Args = Environment.UserName == "root" ? Quiet.Append("--no-sandbox") : Quiet;
            _browser = await _playwright.Chromium.LaunchAsync(launch);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    private static async Task<BrowserTypeLaunchOptions?> FindAsync()
    {
        if (Installed() is { } path)
        {
            return new() { ExecutablePath = path };
        }

        return NpmChromium.RunsHere ? await NpmChromium.InstallAsync(TestContext.Current.CancellationToken) : null;
    }

    private static string? Installed() => Environment.GetEnvironmentVariable("CHROMIUM_PATH") switch
    {
        null or "" => Places.FirstOrDefault(File.Exists),
        var named when File.Exists(named) => named,
        var named => throw new FileNotFoundException(
            "The environment variable CHROMIUM_PATH names a file that is not there.", named),
    };
}
