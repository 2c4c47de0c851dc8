using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class TokenTests(Browser browser) : StageTest(browser)
{
    private const string CountExpiries =
        "window.expired = 0; document.addEventListener('token-expired', () => window.expired++)";

    private const string StopRenewal =
        "addEventListener('token-expired', event => event.stopImmediatePropagation(), { capture: true })";

    [Fact]
    public async Task The_page_around_renews_an_expired_token_during_a_payment()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await stage.Page.EvaluateAsync(CountExpiries);

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
        await stage.Page.EvaluateAsync(CountExpiries);
        var repetition = new TaskCompletionSource();
        var calls = 0;
        stage.Page.Request += (_, request) =>
        {
            var isList = request.Method == "GET" && request.Url.EndsWith("/connections", StringComparison.Ordinal);
            if (isList && Interlocked.Increment(ref calls) == 2)
            {
                repetition.SetResult();
            }
        };
        await stage.Page.RouteAsync("**/api/tariffs", async route =>
        {
            var refusal = await route.FetchAsync();
            await repetition.Task;
            await route.FulfillAsync(new() { Response = refusal });
        });

        stage.Product.Clock.Advance(TimeSpan.FromMinutes(61));
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Добавить номер" })).ToBeVisibleAsync();
        Assert.Equal(1, await stage.Page.EvaluateAsync<int>("window.expired"));
    }

    [Fact]
    public async Task Without_a_renewal_the_form_keeps_its_texts_and_shows_the_reason()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await stage.Page.EvaluateAsync(StopRenewal);
        await stage.Page.EvaluateAsync("document.querySelector('telphin-billing').setAttribute('token', 'x.y.z')");

        await customer.SendAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Обновите страницу");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Исправить" }).ClickAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync(Sample.Organization.Inn);
    }
}
