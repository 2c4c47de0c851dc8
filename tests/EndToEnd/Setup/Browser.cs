using Local;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(EndToEnd.Browser))]

namespace EndToEnd;

/// <summary>One Chromium and one storage emulator for all tests. Each test has a stage of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Milliseconds to wait for a page. Machines of continuous integration are slow.</summary>
    internal const float Timeout = 60_000;

    // Without these the browser sends requests of its own, for updates for example.
    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly string[] UsualPaths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private Azurite? _azurite;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>
    /// Starts the product with empty state and opens a new window. Skips the test where there is no browser.
    /// </summary>
    public async Task<Stage> NewStageAsync(BrowserNewContextOptions window)
    {
        Assert.SkipWhen(_browser is null,
            "There is no Chromium on this machine, and none to bring along for its system; " +
            "install it, or name it in the environment variable CHROMIUM_PATH.");
        var system = await LocalSystem.StartAsync(new()
        {
            Storage = _azurite!.NewAccount(),
            Clock = Morning.Clock(),
            Settings = CheapSettings.Values,
            TellsWorld = true,
        });
        return await Stage.OpenAsync(system, _browser, window);
    }

    public async ValueTask InitializeAsync()
    {
        if (await FindAsync() is { } launch)
        {
            _azurite = await Azurite.StartAsync(accounts: 200);
            _playwright = await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(Timeout);

            // Chromium's sandbox does not work for root, the user of most containers.
            launch.Args = Environment.UserName == "root" ? Arguments.Append("--no-sandbox") : Arguments;
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
        if (InstalledPath() is { } path)
        {
            return new() { ExecutablePath = path };
        }

        return NpmChromium.RunsHere ? await NpmChromium.InstallAsync(TestContext.Current.CancellationToken) : null;
    }

    private static string? InstalledPath() => Environment.GetEnvironmentVariable("CHROMIUM_PATH") switch
    {
        null or "" => UsualPaths.FirstOrDefault(File.Exists),
        var path when File.Exists(path) => path,
        var path => throw new FileNotFoundException(
            "The environment variable CHROMIUM_PATH names a file that is not there.",
            path),
    };
}
