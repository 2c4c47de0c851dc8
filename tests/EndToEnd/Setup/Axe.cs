using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>axe-core: finds what shuts out people who use a keyboard, a screen reader or their own colours.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "EndToEnd", "node_modules", "axe-core", "axe.min.js")));

    private const string AllRules = "{}";
    private const string GuidelinesOnly = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";

    /// <summary>Asserts that the page, shadow roots included, has no violation of any rule.</summary>
    public static Task AssertNoViolationsAsync(this IPage page, string where) => AssertAsync(page, where, AllRules);

    /// <summary>The same for a letter, which is no page: rules about a page's regions are left out, as mail programs have their own.</summary>
    public static Task AssertNoViolationsInLetterAsync(this IPage page, string where) => AssertAsync(page, where, GuidelinesOnly);

    private static async Task AssertAsync(IPage page, string where, string options)
    {
        await page.EvaluateAsync(Script.Value);

        // A letter's frame is another document without scripts; it is looked at by itself.
        var found = await page.EvaluateAsync<string[]>(
            $"axe.run({{ exclude: [['iframe']] }}, {options}).then(result => result.violations.map(rule => `${{rule.id}}: ${{rule.nodes.map(node => node.target.join(' ')).join(', ')}}`))");
        Assert.True(found.Length == 0, $"{where}: {string.Join("; ", found)}");
    }
}
