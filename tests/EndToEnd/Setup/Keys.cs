using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>What a test does with a keyboard alone.</summary>
internal static class Keys
{
    /// <summary>Presses the Tab key until a part of the page has the focus.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element.getRootNode().activeElement === element"))
            {
                return;
            }
        }

        Assert.Fail($"{target} is not reached with the Tab key.");
    }
}
