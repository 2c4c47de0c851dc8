using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EndToEnd;

public sealed partial class PageFilesTests(Browser browser) : StageTest(browser)
{
    // What a browser loads of the widget for one of its sections, unpacked.
    private const int WidgetBudget = 40 * 1024;

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
    public async Task The_widget_is_small_and_does_not_jump_while_it_loads()
    {
        var stage = await NewStageAsync();
        var loaded = new ConcurrentQueue<IResponse>();
        stage.Page.Response += (_, response) => loaded.Enqueue(response);

        // Something stands below the widget, as on every real page, and is to stay where it is.
        await stage.Page.AddInitScriptAsync(
            "addEventListener('DOMContentLoaded', () => document.querySelector('telphin-billing').after(Object.assign(document.createElement('p'), { textContent: 'Ниже виджета' }))); window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { shift += entry.value; })).observe({ type: 'layout-shift', buffered: true })");
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await AssertSmallAsync("becoming a client");

        loaded.Clear();
        await stage.Page.ReloadAsync();
        await stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Подключения" }).WaitForAsync();
        var shift = await stage.Page.EvaluateAsync<double>("shift");
        TestContext.Current.SendDiagnosticMessage("Layout shift: {0}", shift);
        Assert.InRange(shift, 0, 0.1);
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await AssertSmallAsync("paying");

        async Task AssertSmallAsync(string what)
        {
            var sizes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var response in loaded.Where(response => response.Ok && response.Url.StartsWith(new Uri(stage.Product.Url, "/api/pages/").ToString(), StringComparison.Ordinal)))
            {
                sizes[new Uri(response.Url).AbsolutePath] = (await response.BodyAsync()).Length;
            }

            Assert.True(sizes.Count > 5, "The widget's files were not seen.");
            var list = $"{what}: {sizes.Values.Sum()} bytes: {string.Join(", ", sizes.Select(size => $"{size.Key.Split('/')[^1]} {size.Value}"))}";
            TestContext.Current.SendDiagnosticMessage(list);
            Assert.True(sizes.Values.Sum() <= WidgetBudget, list);
        }
    }

    [GeneratedRegex(@"[0-9a-f]{16}/[\w-]+\.(js|css)")]
    private static partial Regex Loaded();
}
