using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Local;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>
/// The product, running for one test, and a browser window. Records the pages' errors and requests to other servers.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    private const string TwoFrames =
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private static readonly bool KeepsPictures = Environment.GetEnvironmentVariable("SCREENSHOTS") == "1";

    private readonly ConcurrentQueue<string> _foreignAddresses = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private int _shots;

    private Stage(LocalSystem system, IBrowserContext window, IPage page) =>
        (Product, Window, Page) = (system, window, page);

    /// <summary>The product and its surroundings.</summary>
    public LocalSystem Product { get; }

    public IBrowserContext Window { get; }

    /// <summary>The window's first page.</summary>
    public IPage Page { get; }

    /// <summary>
    /// Beginnings of console errors that do not fail the test. The browser logs each refused call by itself.
    /// </summary>
    public List<string> ExpectedErrors { get; } = ["Failed to load resource"];

    /// <summary>The page of the CRM with the widget in it.</summary>
    public Uri Crm => new(Product.World.Url, "/crm");

    /// <summary>The cabinet's page.</summary>
    public Uri Cabinet => new(Product.Url, "/api/pages/cabinet");

    /// <summary>The operator's page.</summary>
    public Uri Operator => new(Product.Url, "/api/pages/operator");

    internal static async Task<Stage> OpenAsync(LocalSystem system, IBrowser browser, BrowserNewContextOptions options)
    {
        var window = await browser.NewContextAsync(new(options)
        {
            Locale = "ru-RU",
            ViewportSize = options.ViewportSize ?? new() { Width = 1100, Height = 850 },
        });
        window.SetDefaultTimeout(Browser.Timeout);
        var stage = new Stage(system, window, await window.NewPageAsync());
        window.Request += (_, request) => stage.Record(new Uri(request.Url));
        window.Console += (_, message) => stage.Record(message);
        window.WebError += (_, error) => stage._errors.Enqueue(error.Error);
        return stage;
    }

    /// <summary>Waits for a letter whose subject begins with a text, and returns the newest one.</summary>
    public Task<Letter> LetterAsync(string subject) => Product.World.Mailbox.WaitAsync(
        letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal),
        limit: null,
        TestContext.Current.CancellationToken);

    /// <summary>
    /// Saves a picture of the page in the ignored folder TestResults/screenshots, if the environment has SCREENSHOTS=1:
    /// a run whose pictures nobody looks at need not wait for them.
    /// </summary>
    public Task ShootAsync(string what, IPage? page = null, [CallerMemberName] string test = "") =>
        !KeepsPictures ? Task.CompletedTask
        : (page ?? Page).ScreenshotAsync(new()
        {
            Path = Path.Combine(Repository.Root, "TestResults", "screenshots", test, $"{++_shots:00} {what}.png"),
            FullPage = true,
        });

    /// <summary>
    /// Saves pictures at 1280 and 360 pixels, light and dark, under the same condition; then the window is as before.
    /// </summary>
    /// <param name="what">What the page shows.</param>
    /// <param name="test">The folder.</param>
    /// <param name="colours">The colours of the window.</param>
    public async Task ShootAllAsync(string what, string test, ColorScheme colours)
    {
        if (!KeepsPictures)
        {
            return;
        }

        var size = Page.ViewportSize!;
        foreach (var width in (int[])[1280, 360])
        {
            await Page.SetViewportSizeAsync(width, size.Height);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await DrawAsync();
                await ShootAsync($"{what} {width} {scheme}", test: test);
            }
        }

        await Page.SetViewportSizeAsync(size.Width, size.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = colours });
    }

    /// <summary>Waits until the page has drawn what it has been told by now.</summary>
    public Task DrawAsync() => Page.EvaluateAsync(TwoFrames);

    /// <summary>Asserts that no page sent a request to another server, and that none had an unexpected error.</summary>
    public void AssertClean()
    {
        Assert.Empty(_foreignAddresses);
        Assert.Empty(_errors);
    }

    public async ValueTask DisposeAsync()
    {
        await Window.CloseAsync();
        await Product.DisposeAsync();
    }

    private void Record(Uri address)
    {
        if (address.Scheme is "http" or "https"
            && address.Authority != Product.Url.Authority
            && address.Authority != Crm.Authority)
        {
            _foreignAddresses.Enqueue(address.ToString());
        }
    }

    private void Record(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning"
            && !ExpectedErrors.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
        {
            _errors.Enqueue(message.Text);
        }
    }
}
