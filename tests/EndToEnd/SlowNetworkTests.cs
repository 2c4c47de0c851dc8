using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>Files and answers arrive late and in any order. The pages work in the same way.</summary>
public sealed class SlowNetworkTests(Browser browser) : StageTest(browser)
{
    // Milliseconds.
    private const int LongestDelay = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_customer_gets_through_the_five_steps_and_the_cabinet(int seed)
    {
        var stage = await NewStageAsync();
        var delays = new Random(seed);
        await stage.Page.RouteAsync("**/*", async route =>
        {
            int delay;
            lock (delays)
            {
                delay = delays.Next(LongestDelay);
            }

            await Task.Delay(delay);
            await route.ContinueAsync();
        });

        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        Assert.Single(await stage.PaymentsAsync());

        await stage.LogInAsync(credentials.Login, credentials.Password);
        await Expect(stage.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await Expect(stage.Page.GetByLabel("Логин")).ToBeVisibleAsync();
        await stage.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
    }
}
