using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed partial class PageFilesTests(Browser browser) : StageTest(browser)
{
    // Bytes of all of the widget's files together, compressed with Brotli: 7,000 of them are invoices. A visit loads
    // about half of them.
    private const int WidgetBudget = 54_000;

    private const string BreakPolicy = """
        async foreignImage => {
          const violations = [];
          document.addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective));
          const script = document.createElement('script');
          try {
            script.textContent = 'window.ran = true';
            document.head.append(script);
          } catch {
            violations.push('script text');
          }
          const style = document.createElement('style');
          style.textContent = 'body { color: red }';
          document.head.append(style);
          try { document.body.innerHTML = '<p>'; } catch { violations.push('markup'); }
          const image = document.createElement('img');
          image.src = foreignImage;
          document.body.append(image);
          await new Promise(resolve => setTimeout(resolve, 300));
          if (window.ran) { violations.length = 0; }
          return violations;
        }
        """;

    private const string ObserveShifts = """
        addEventListener('DOMContentLoaded', () => {
          const below = document.createElement('div');
          below.textContent = 'Ниже виджета';
          below.style = 'height: 200vh; background: #ccc';
          document.querySelector('telphin-billing').after(below);
        });
        window.shift = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => { shift += entry.value; }))
          .observe({ type: 'layout-shift', buffered: true });
        """;

    private const string HideWidget = """
        addEventListener('DOMContentLoaded', () => {
          document.querySelector('telphin-billing').style.display = 'none';
        });
        """;

    private const string WaitForTwoFrames =
        "() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))";

    private const string StoredHeight = "localStorage['telphin-billing.height.demo']";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_revalidated_and_the_files_that_they_load_are_immutable()
    {
        var stage = await NewStageAsync();
        using var http = new HttpClient();
        foreach (var page in (string[])["widget.js", "cabinet"])
        {
            var address = new Uri(stage.Product.Url, $"/api/pages/{page}");
            using var first = await http.GetAsync(address, CancellationToken);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.True(first.Headers.CacheControl!.NoCache);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await http.SendAsync(request, CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

            var assetPath = VersionedPath().Match(await first.Content.ReadAsStringAsync(CancellationToken)).Value;
            using var asset = await http.GetAsync(new Uri(address, assetPath), CancellationToken);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cabinet.html")]
    [InlineData("nothing.js")]
    [InlineData("x/y/dom.js")]
    [InlineData("..%2f..%2fhost.json")]
    public async Task Nothing_else_is_served(string path)
    {
        var stage = await NewStageAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(stage.Product.Url, $"/api/pages/{path}"), CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_policy_blocks_foreign_scripts_styles_markup_and_images()
    {
        var stage = await NewStageAsync();
        stage.ExpectedErrors.AddRange(
        [
            "Executing inline script violates",
            "Refused to",
            "Applying inline style violates",
            "Loading the image",
            "This document requires 'Trusted",
        ]);
        await stage.Page.GotoAsync(stage.Cabinet.ToString());

        var foreignImage = new Uri(stage.Crm, "/pages/icon.svg").ToString();
        var violations = await stage.Page.EvaluateAsync<string[]>(BreakPolicy, foreignImage);

        Assert.Contains("script text", violations);
        Assert.Contains("markup", violations);
        Assert.Contains("style-src-elem", violations);
        Assert.Contains("img-src", violations);
    }

    [Fact]
    public async Task The_page_below_the_widget_does_not_jump_while_it_loads()
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(ObserveShifts);
        var customer = new Customer(stage);

        await customer.OpenCrmAsync();
        await AssertCalmAsync("Клиент Телфин");

        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        string[] files = ["nothing", "widget.js", "look.css", "connections-section.js", "tariffs", "widget-token*"];
        foreach (var file in files)
        {
            // The order in which the parts arrive must not matter, so each of them is delayed once.
            await stage.Page.RouteAsync($"**/{file}", async route =>
            {
                await Task.Delay(500);
                await route.ContinueAsync();
            });
            await stage.Page.ReloadAsync();
            await AssertCalmAsync("Подключения");
            await stage.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        }

        // A hidden widget, in a closed tab for example, stores no height.
        await stage.Page.AddInitScriptAsync(HideWidget);
        await stage.Page.ReloadAsync();
        await stage.Page.Locator("telphin-billing h2").GetByText("Подключения")
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var height = await stage.Page.EvaluateAsync<string>(StoredHeight);
        Assert.DoesNotContain("\"0px", height, StringComparison.Ordinal);

        // Core Web Vitals call a shift up to 0.1 good.
        async Task AssertCalmAsync(string heading)
        {
            await stage.Page.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();
            await stage.Page.EvaluateAsync(WaitForTwoFrames);
            Assert.InRange(await stage.Page.EvaluateAsync<double>("shift"), 0, 0.1);
        }
    }

    [Fact]
    public async Task The_widget_is_small()
    {
        var stage = await NewStageAsync();
        var addresses = new ConcurrentQueue<string>();
        stage.Page.Response += (_, response) => addresses.Enqueue(response.Url);
        var customer = new Customer(stage);
        var credentials = await customer.BecomeClientAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Изменить данные" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" })).ToBeVisibleAsync();
        await customer.TopUpAsync(credentials, "10000.00");
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "К подключениям" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Продлевать:" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Счета" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" })).ToBeVisibleAsync();

        // All files of the widget together are small, and a browser that used every view of it loaded no other file.
        var sizes = await FilesOfTheWidgetAsync(stage);
        var list = $"{sizes.Values.Sum()} bytes: {string.Join(", ", sizes.Select(size => $"{size.Key} {size.Value}"))}";
        Assert.True(sizes.Values.Sum() <= WidgetBudget, list);
        var pages = new Uri(stage.Product.Url, "/api/pages/").ToString();
        var loadedNames = addresses
            .Where(url => url.StartsWith(pages, StringComparison.Ordinal))
            .Select(url => url.Split('/')[^1])
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(sizes.Keys, loadedNames);
    }

    // The size in bytes, as sent, of every file that can be reached from the widget's script.
    private static async Task<SortedDictionary<string, int>> FilesOfTheWidgetAsync(Stage stage)
    {
        using var http = new HttpClient { BaseAddress = new(stage.Product.Url, "/api/pages/") };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var (entry, entrySize) = await LoadAsync(http, "widget.js");
        var version = VersionedPath().Match(entry).Value.Split('/')[0];
        var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var names = new Queue<string>(["widget.js"]);
        while (names.TryDequeue(out var name))
        {
            if (!sizes.ContainsKey(name))
            {
                var (content, size) = await LoadAsync(http, $"{version}/{name}");
                sizes.Add(name, size + (name == "widget.js" ? entrySize : 0));
                foreach (Match match in Import().Matches(content))
                {
                    names.Enqueue(match.Groups[1].Value);
                }
            }
        }

        return sizes;
    }

    private static async Task<(string Content, int Size)> LoadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, CancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken);
        using var content = answer.Content.Headers.ContentEncoding.Contains("br")
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : (Stream)new MemoryStream(body);
        return (await new StreamReader(content).ReadToEndAsync(CancellationToken), body.Length);
    }

    [GeneratedRegex(@"""(?:\./)?([\w-]+\.(?:js|css))""")]
    private static partial Regex Import();

    [GeneratedRegex(@"[0-9a-f]{16}/[\w-]+\.(js|css)")]
    private static partial Regex VersionedPath();
}
