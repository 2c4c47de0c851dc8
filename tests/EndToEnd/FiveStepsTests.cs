using Billing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class FiveStepsTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task A_customer_gets_from_requisites_to_a_paid_subscription_with_a_mouse()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);

        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await stage.ShootAsync("requisites");
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены на buh@romashka.example")).ToBeVisibleAsync();
        await stage.ShootAsync("credentials sent");
        var credentials = await customer.ReadCredentialsAsync(Sample.Organization.Email);

        await customer.TopUpAsync(credentials, "10000.00");
        await stage.LetterAsync("Деньги поступили");

        await customer.PickAsync(months: 2);
        await Expect(stage.Page.GetByText("мес.")).ToBeVisibleAsync();
        await stage.ShootAsync("quote");
        await customer.GoToPaymentAsync();
        await stage.ShootAsync("payment");
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await stage.ShootAsync("paid");

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "К подключениям" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Customer.Number }))
            .ToContainTextAsync("Оплачено");
        await stage.ShootAsync("connections");
        await stage.LetterAsync($"Оплачено: {RussianText.Phone("+79001234567")}");
    }

    [Fact]
    public async Task An_entrepreneur_is_asked_for_what_an_entrepreneur_has()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();

        await stage.Page.GetByLabel("Индивидуальный предприниматель").CheckAsync();
        await Expect(stage.Page.GetByLabel("КПП")).ToHaveCountAsync(0);
        await Expect(stage.Page.GetByLabel("ОГРНИП")).ToBeVisibleAsync();

        var credentials = await customer.BecomeClientAsync(Sample.Entrepreneur);
        await stage.ShootAsync("credentials sent");
        await customer.TopUpAsync(credentials, "5000.00");
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
    }

    [Fact]
    public async Task The_start_page_leads_through_the_steps()
    {
        var stage = await NewStageAsync(new() { ViewportSize = new() { Width = 1400, Height = 950 } });
        var page = stage.Page;
        await page.GotoAsync(stage.Crm.ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Заполнить пример: ООО" }).ClickAsync();
        await page.GetByLabel("Согласен").CheckAsync();
        await new Customer(stage).SendAsync();
        await stage.ShootAsync("step 1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Открыть письмо" }).ClickAsync();
        var letter = page.FrameLocator("iframe");
        await Expect(letter.GetByText("Пароль", new() { Exact = true })).ToBeVisibleAsync();
        var password = await letter.Locator("th:text-is('Пароль') + td").InnerTextAsync();
        await stage.ShootAsync("step 2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Перейти в банк" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Перевести деньги" }).ClickAsync();
        await Expect(page.GetByText("Зачислено 10")).ToBeVisibleAsync();
        await stage.ShootAsync("step 3");
        await page.GetByRole(AriaRole.Link, new() { Name = "К виджету" }).ClickAsync();
        var customer = new Customer(stage);
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(password);
        await customer.ExpectPaidAsync();
        await Expect(page.GetByText("Готово: подписка оплачена")).ToBeVisibleAsync();
        await stage.ShootAsync("done");
    }
}
