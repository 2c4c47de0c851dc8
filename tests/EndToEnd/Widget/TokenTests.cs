using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class TokenTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task An_expired_token_is_renewed_by_the_page_around_without_the_customer_noticing()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await stage.Page.EvaluateAsync("window.expired = 0; document.addEventListener('token-expired', () => window.expired++)");

        stage.Product.Clock.Advance(TimeSpan.FromMinutes(61));
        await customer.PayAsync(credentials.Password);

        await customer.ExpectPaidAsync();
        Assert.Equal(1, await stage.Page.EvaluateAsync<int>("window.expired"));
    }

    [Fact]
    public async Task A_refusal_that_arrives_after_the_renewal_is_repeated_with_the_new_token()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).BecomeClientAsync();
        await stage.Page.EvaluateAsync("window.expired = 0; document.addEventListener('token-expired', () => window.expired++)");
        var repeated = new TaskCompletionSource();
        var lists = 0;
        stage.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/connections", StringComparison.Ordinal) && request.Method == "GET" && Interlocked.Increment(ref lists) == 2)
            {
                repeated.SetResult();
            }
        };
        await stage.Page.RouteAsync("**/api/tariffs", async route =>
        {
            var refusal = await route.FetchAsync();
            await repeated.Task;
            await route.FulfillAsync(new() { Response = refusal });
        });

        stage.Product.Clock.Advance(TimeSpan.FromMinutes(61));
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();

        await Expect(stage.Page.GetByLabel("Номер телефона")).ToBeVisibleAsync();
        Assert.Equal(1, await stage.Page.EvaluateAsync<int>("window.expired"));
    }

    [Fact]
    public async Task Where_the_page_around_renews_nothing_what_was_typed_stays_and_the_reason_is_said()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await stage.Page.EvaluateAsync("addEventListener('token-expired', event => event.stopImmediatePropagation(), { capture: true })");
        await stage.Page.EvaluateAsync("document.querySelector('telphin-billing').setAttribute('token', 'x.y.z')");

        await customer.SendAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Обновите страницу");
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync(Sample.Organization.Inn);
    }
}
