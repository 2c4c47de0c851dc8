using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>Checks accessibility with axe-core.</summary>
/// <remarks>
/// In the page itself. Deque.AxeCore.Playwright hands axe-core over for every look, and starts a second page to put the
/// results of frames together, of which there are none here: half of what a look costs.
/// </remarks>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly string[] Guidelines = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    // What fades in is too pale until it is there. Letters are checked by themselves: their frames run no scripts, so
    // axe-core does not work in them.
    private const string FindViolations = """
        async tags => {
          const animations = root => [
            ...root.getAnimations(),
            ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ? animations(shadowRoot) : []),
          ];
          await Promise.allSettled(animations(document)
            .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)
            .map(({ finished }) => finished));
          const options = { iframes: false, resultTypes: ['violations'], ...tags && { runOnly: tags } };
          const { violations } = await axe.run({ exclude: ['iframe'] }, options);
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
        }
        """;

    /// <summary>Asserts that the page, shadow roots included, has no violation of any rule.</summary>
    public static Task AssertNoViolationsAsync(this IPage page, string where) => AssertAsync(page, where, null);

    /// <summary>Asserts the same of a letter. Rules about a page's regions do not apply to it.</summary>
    public static Task AssertNoViolationsInLetterAsync(this IPage page, string where) =>
        AssertAsync(page, where, Guidelines);

    private static async Task AssertAsync(IPage page, string where, string[]? tags)
    {
        // A view is pale until the next one is there.
        await Expect(page.Locator("[aria-busy=true], .late")).ToHaveCountAsync(0);
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        var violations = await page.EvaluateAsync<string[]>(FindViolations, tags);
        Assert.True(violations.Length == 0, $"{where}: {string.Join("; ", violations)}");
    }
}
