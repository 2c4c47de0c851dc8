using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed partial class PageFilesTests(Browser browser) : StageTest(browser)
{
    // All of the widget's files as they travel, in Brotli: whatever its customer does, a browser loads no more than that.
    private const int WidgetBudget = 30_000;

    [Fact]
    public async Task Pages_are_revalidated_and_what_they_load_is_kept_for_good()
    {
        var stage = await NewStageAsync();
        using var http = new HttpClient();
        foreach (var page in (string[])["widget.js", "cabinet"])
        {
            var address = new Uri(stage.Product.Url, $"/api/pages/{page}");
            using var first = await http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.True(first.Headers.CacheControl!.NoCache);
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
            using var second = await http.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

            var loaded = Loaded().Match(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;
            using var asset = await http.GetAsync(new Uri(address, loaded), TestContext.Current.CancellationToken);
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

        using var answer = await http.GetAsync(new Uri(stage.Product.Url, $"/api/pages/{path}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_policy_lets_no_strange_script_style_or_form_work()
    {
        var stage = await NewStageAsync();
        stage.ExpectedErrors.AddRange(["Executing inline script violates", "Refused to", "Applying inline style violates", "Loading the image", "This document requires 'Trusted"]);
        await stage.Page.GotoAsync(stage.Cabinet.ToString());

        var broken = await stage.Page.EvaluateAsync<string[]>("""
            async strange => {
              const broken = [];
              document.addEventListener('securitypolicyviolation', event => broken.push(event.effectiveDirective));
              const script = document.createElement('script');
              try { script.textContent = 'window.ran = true'; document.head.append(script); } catch { broken.push('script text'); }
              const style = document.createElement('style');
              style.textContent = 'body { color: red }';
              document.head.append(style);
              try { document.body.innerHTML = '<p>'; } catch { broken.push('markup'); }
              const image = document.createElement('img');
              image.src = strange;
              document.body.append(image);
              await new Promise(resolve => setTimeout(resolve, 300));
              if (window.ran) { broken.length = 0; }
              return broken;
            }
            """, new Uri(stage.Crm, "/pages/icon.svg").ToString());

        Assert.Contains("script text", broken);
        Assert.Contains("markup", broken);
        Assert.Contains("style-src-elem", broken);
        Assert.Contains("img-src", broken);
    }

    [Fact]
    public async Task What_stands_below_the_widget_does_not_jump_while_it_loads()
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync("""
            addEventListener('DOMContentLoaded', () => {
              const below = Object.assign(document.createElement('div'), { textContent: 'Ниже виджета', style: 'height: 200vh; background: #ccc' });
              document.querySelector('telphin-billing').after(below);
            });
            window.shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
            """);
        var customer = new Customer(stage);

        await customer.OpenCrmAsync();
        await AssertCalmAsync("Клиент Телфин");

        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        foreach (var slow in new[] { "nothing", "widget.js", "look.css", "connections-section.js", "tariffs", "widget-token*" })
        {
            // What comes late is drawn late: the order in which the parts arrive is not to matter.
            await stage.Page.RouteAsync($"**/{slow}", async route =>
            {
                await Task.Delay(500);
                await route.ContinueAsync();
            });
            await stage.Page.ReloadAsync();
            await AssertCalmAsync("Подключения");
            await stage.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        }

        // Where it cannot be seen, in a closed tab for one, it has no height to remember.
        await stage.Page.AddInitScriptAsync("addEventListener('DOMContentLoaded', () => { document.querySelector('telphin-billing').style.display = 'none'; })");
        await stage.Page.ReloadAsync();
        await stage.Page.Locator("telphin-billing h2").GetByText("Подключения").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.DoesNotContain("\"0px", await stage.Page.EvaluateAsync<string>("localStorage['telphin-billing.height.demo']"), StringComparison.Ordinal);

        // What Core Web Vitals call good.
        async Task AssertCalmAsync(string heading)
        {
            await stage.Page.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();
            await stage.Page.EvaluateAsync("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
            Assert.InRange(await stage.Page.EvaluateAsync<double>("shift"), 0, 0.1);
        }
    }

    [Fact]
    public async Task The_widget_is_small()
    {
        var stage = await NewStageAsync();
        var loaded = new ConcurrentQueue<string>();
        stage.Page.Response += (_, response) => loaded.Enqueue(response.Url);
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await customer.PickAsync();
        await customer.GoToPaymentAsync();

        // All that the widget is made of is small, and a browser that did everything with it loaded nothing else.
        var sizes = await FilesOfTheWidgetAsync(stage);
        var list = $"{sizes.Values.Sum()} bytes: {string.Join(", ", sizes.Select(size => $"{size.Key} {size.Value}"))}";
        Assert.True(sizes.Values.Sum() <= WidgetBudget, list);
        var pages = new Uri(stage.Product.Url, "/api/pages/").ToString();
        Assert.Equal(sizes.Keys, loaded.Where(url => url.StartsWith(pages, StringComparison.Ordinal)).Select(url => url.Split('/')[^1]).Distinct().Order(StringComparer.Ordinal));
    }

    // Whatever can be reached from the widget's script, with the bytes that were sent for it.
    private static async Task<SortedDictionary<string, int>> FilesOfTheWidgetAsync(Stage stage)
    {
        using var http = new HttpClient { BaseAddress = new(stage.Product.Url, "/api/pages/"), DefaultRequestHeaders = { { "Accept-Encoding", "br" } } };
        var (entry, entrySize) = await LoadAsync(http, "widget.js");
        var version = Loaded().Match(entry).Value.Split('/')[0];
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var open = new Queue<string>(["widget.js"]); open.TryDequeue(out var name);)
        {
            if (!found.ContainsKey(name))
            {
                var (content, size) = await LoadAsync(http, $"{version}/{name}");
                found.Add(name, size + (name == "widget.js" ? entrySize : 0));
                foreach (Match match in Imported().Matches(content))
                {
                    open.Enqueue(match.Groups[1].Value);
                }
            }
        }

        return found;
    }

    private static async Task<(string Content, int Size)> LoadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var content = answer.Content.Headers.ContentEncoding.Contains("br")
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : (Stream)new MemoryStream(body);
        return (await new StreamReader(content).ReadToEndAsync(TestContext.Current.CancellationToken), body.Length);
    }

    [GeneratedRegex(@"""(?:\./)?([\w-]+\.(?:js|css))""")]
    private static partial Regex Imported();

    [GeneratedRegex(@"[0-9a-f]{16}/[\w-]+\.(js|css)")]
    private static partial Regex Loaded();
}
