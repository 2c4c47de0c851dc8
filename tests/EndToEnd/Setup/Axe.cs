using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>Checks accessibility with axe-core.</summary>
internal static class Axe
{
    private static readonly RunOnlyOptions Guidelines =
        RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    // Letters are checked by themselves. Their frames run no scripts, so axe-core does not work in them.
    private static readonly AxeRunContext NoFrames = new() { Exclude = [new("iframe")] };

    // What is not in order is listed; of what is, one example of each rule.
    private static readonly HashSet<ResultType> OnlyViolations = [ResultType.Violations];

    /// <summary>Asserts that the page, shadow roots included, has no violation of any rule.</summary>
    public static Task AssertNoViolationsAsync(this IPage page, string where) => AssertAsync(page, where, null);

    /// <summary>Asserts the same of a letter. Rules about a page's regions do not apply to it.</summary>
    public static Task AssertNoViolationsInLetterAsync(this IPage page, string where) =>
        AssertAsync(page, where, Guidelines);

    private static async Task AssertAsync(IPage page, string where, RunOnlyOptions? rules)
    {
        var options = new AxeRunOptions { RunOnly = rules, Iframes = false, ResultTypes = OnlyViolations };
        var result = await page.RunAxe(NoFrames, options);
        Assert.True(result.Violations.Length == 0, $"{where}: {string.Join("; ", result.Violations.Select(Describe))}");
    }

    private static string Describe(AxeResultItem rule) =>
        $"{rule.Id}: {string.Join(", ", rule.Nodes.Select(node => node.Target))}";
}
