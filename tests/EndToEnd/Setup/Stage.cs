using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Local;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>
/// The product, running for one test, and a window on it, which notes what the pages ask for and what goes wrong in them.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _strangers = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private int _shots;

    private Stage(LocalSystem system, IBrowserContext window, IPage page) => (Product, Window, Page) = (system, window, page);

    /// <summary>The product and its surroundings.</summary>
    public LocalSystem Product { get; }

    /// <summary>The window.</summary>
    public IBrowserContext Window { get; }

    /// <summary>The page that the customer looks at.</summary>
    public IPage Page { get; }

    /// <summary>Console errors that a test provokes begin with one of these; a refused call is logged by the browser itself.</summary>
    public List<string> ExpectedErrors { get; } = ["Failed to load resource"];

    /// <summary>The page of the CRM with the widget in it.</summary>
    public Uri Crm => Product.World.Url;

    /// <summary>The cabinet's page.</summary>
    public Uri Cabinet => new(Product.Url, "/api/pages/cabinet");

    internal static async Task<Stage> OpenAsync(LocalSystem system, IBrowser browser, BrowserNewContextOptions options)
    {
        var window = await browser.NewContextAsync(new(options) { Locale = "ru-RU", ViewportSize = options.ViewportSize ?? new() { Width = 1100, Height = 850 } });
        window.SetDefaultTimeout(Browser.Patience);
        var stage = new Stage(system, window, await window.NewPageAsync());
        window.Request += (_, request) => stage.Note(new Uri(request.Url));
        window.Console += (_, message) => stage.Note(message);
        window.WebError += (_, error) => stage._errors.Enqueue(error.Error);
        return stage;
    }

    /// <summary>The newest letter whose subject begins so, as soon as there is one.</summary>
    public Task<Letter> LetterAsync(string subject) => Product.World.Mailbox.WaitAsync(
        letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal), stop: TestContext.Current.CancellationToken);

    /// <summary>Keeps a picture of the page in the ignored folder TestResults/screenshots.</summary>
    public Task ShootAsync(string what, IPage? page = null, [CallerMemberName] string test = "") => (page ?? Page).ScreenshotAsync(new()
    {
        Path = Path.Combine(Repository.Root, "TestResults", "screenshots", test, $"{++_shots:00} {what}.png"),
        FullPage = true,
    });

    /// <summary>Asserts that no page asked anybody else for anything, and that none had an error of its own.</summary>
    public void AssertClean()
    {
        Assert.Empty(_strangers);
        Assert.Empty(_errors);
    }

    public async ValueTask DisposeAsync()
    {
        await Window.CloseAsync();
        await Product.DisposeAsync();
    }

    private void Note(Uri asked)
    {
        if (asked.Scheme is "http" or "https" && asked.Authority != Product.Url.Authority && asked.Authority != Crm.Authority)
        {
            _strangers.Enqueue(asked.ToString());
        }
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !ExpectedErrors.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
        {
            _errors.Enqueue(message.Text);
        }
    }
}
