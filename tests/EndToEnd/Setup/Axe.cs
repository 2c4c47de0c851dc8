using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>axe-core: finds what shuts out people who use a keyboard, a screen reader or their own colours.</summary>
internal static class Axe
{
    private static readonly RunOnlyOptions Guidelines =
        RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    // A letter's frame is another document without scripts; it is looked at by itself.
    private static readonly AxeRunContext NoFrames = new() { Exclude = [new("iframe")] };

    /// <summary>Asserts that the page, shadow roots included, has no violation of any rule.</summary>
    public static Task AssertNoViolationsAsync(this IPage page, string where) => AssertAsync(page, where, null);

    /// <summary>The same for a letter, which is no page: rules about a page's regions do not apply to it.</summary>
    public static Task AssertNoViolationsInLetterAsync(this IPage page, string where) =>
        AssertAsync(page, where, Guidelines);

    private static async Task AssertAsync(IPage page, string where, RunOnlyOptions? rules)
    {
        var result = await page.RunAxe(NoFrames, new() { RunOnly = rules, Iframes = false });
        Assert.True(result.Violations.Length == 0, $"{where}: {string.Join("; ", result.Violations.Select(Describe))}");
    }

    private static string Describe(AxeResultItem rule) =>
        $"{rule.Id}: {string.Join(", ", rule.Nodes.Select(node => node.Target))}";
}
