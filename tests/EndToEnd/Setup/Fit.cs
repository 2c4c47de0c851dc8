using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>Checks that a page needs no scroll bar but its own vertical one.</summary>
internal static class Fit
{
    // Parts of a page, shadow roots included, that show a vertical scroll bar of their own.
    private const string ScrollBars = """
        () => {
          const within = root => [...root.querySelectorAll('*')]
            .flatMap(part => [part, ...part.shadowRoot ? within(part.shadowRoot) : []]);
          const scrolls = part => /auto|scroll/.test(getComputedStyle(part).overflowY)
            && part.scrollHeight > part.clientHeight;
          return within(document.body).filter(scrolls).map(part => `${part.localName}.${part.className}`);
        }
        """;

    /// <summary>Asserts that the page is no wider than its window, and that no part of it scrolls vertically.</summary>
    public static async Task AssertFitsAsync(this IPage page, string where)
    {
        var pageWidth = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        var windowWidth = await page.EvaluateAsync<int>("innerWidth");
        Assert.True(
            pageWidth <= windowWidth,
            $"{where}: the page is {pageWidth} pixels wide in a window of {windowWidth}.");
        Assert.Empty(await page.EvaluateAsync<string[]>(ScrollBars));
    }
}
