using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class AccessibilityTests(Browser browser) : StageTest(browser)
{
    private static readonly (string Hash, string Heading)[] CabinetViews =
    [
        ("#top-up", "Пополнение счёта"),
        ("#claim", "Где мои деньги?"),
        ("#invoices", "Счета"),
        ("#numbers", "Номера"),
        ("#history", "История"),
        ("#access", "Доступ"),
        ("#password", "Смена пароля"),
        ("#contact", "Контакт и почта"),
    ];

    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };
    private static readonly ViewportSize Desk = new() { Width = 1280, Height = 850 };

    // A picture without a text and a text that is too pale, both in the widget's shadow root.
    private const string Spoil = """
        () => {
          const text = document.createElement('p');
          text.append(new Image(20, 20), 'Бледный текст');
          text.style = 'color: #eee; background: #fff';
          document.querySelector('telphin-billing').shadowRoot.querySelector('h2').after(text);
        }
        """;

    [Fact]
    public async Task What_is_not_accessible_is_found_in_the_widget_too()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        await stage.Page.AssertNoViolationsAsync("form");

        await stage.Page.EvaluateAsync(Spoil);

        var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => stage.Page.AssertNoViolationsAsync("form"));
        Assert.Contains("image-alt: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("color-contrast: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, true)]
    public async Task Every_page_of_the_product_is_accessible(ColorScheme colours, bool isNarrow)
    {
        var stage = await NewStageAsync(new() { ColorScheme = colours, ViewportSize = isNarrow ? Phone : Desk });
        var (page, customer) = (stage.Page, new Customer(stage));
        await customer.OpenCrmAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Проверить" })).ToBeVisibleAsync();
        await LookAsync("empty form");
        await customer.ReviewAsync();
        await LookAsync("form with errors");
        await customer.FillAsync(Sample.Organization with { Name = "ооо ромашка", Email = "buh@gmial.com" });
        await customer.ReviewAsync();
        await LookAsync("odd review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Исправить", Exact = true }).ClickAsync();
        await customer.FillAsync(Sample.Organization);
        await customer.ReviewAsync();
        await LookAsync("review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Отправить" }).ClickAsync();
        await Expect(page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        await LookAsync("client");
        await page.GetByRole(AriaRole.Button, new() { Name = "Изменить данные" }).ClickAsync();
        await page.GetByLabel("Электронная почта").FillAsync("glavbuh@romashka.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Expect(page.GetByText("Сменить почту на")).ToBeVisibleAsync();
        await LookAsync("change");
        await page.GetByRole(AriaRole.Button, new() { Name = "Отмена" }).ClickAsync();
        await Expect(page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        await customer.PickAsync(months: 3);
        await LookAsync("quote");
        await customer.GoToPaymentAsync();
        await LookAsync("too little money");
        await customer.GetInvoiceButton.ClickAsync();
        await Expect(customer.InvoiceHeading).ToBeVisibleAsync();
        await LookAsync("invoice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Отменить счёт" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Отменить счёт №" })).ToBeVisibleAsync();
        await LookAsync("invoice to cancel");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Счета" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Открыть счёт №" })).ToBeVisibleAsync();
        await LookAsync("invoices");
        await page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Сумма, ₽" })).ToBeVisibleAsync();
        await LookAsync("new invoice");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "← К оплате" }).ClickAsync();
        var credentials = await customer.ReadCredentialsAsync(Sample.Organization.Email);
        await customer.TopUpAsync(credentials, "20000.00");
        await customer.PayAsync("wrong password");
        await Expect(page.GetByText("попыток: 4")).ToBeVisibleAsync();
        await LookAsync("payment");
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await LookAsync("paid");
        await page.GetByRole(AriaRole.Button, new() { Name = "К подключениям" }).ClickAsync();
        await Expect(page.GetByText("Продлить")).ToBeVisibleAsync();
        await LookAsync("connections");

        await page.GotoAsync(stage.Cabinet.ToString());
        await Expect(page.GetByLabel("Логин")).ToBeVisibleAsync();
        await LookAsync("login");
        await page.GotoAsync(stage.Cabinet + "#restore");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Прислать ссылку" })).ToBeVisibleAsync();
        await LookAsync("restore");
        await page.GotoAsync(stage.Cabinet + "#token=none");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ссылка не действует" })).ToBeVisibleAsync();
        await LookAsync("used link");
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await LookAsync("account");
        foreach (var (hash, heading) in CabinetViews)
        {
            await page.GotoAsync(stage.Cabinet + hash);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();
            await LookAsync("cabinet " + hash[1..]);
        }

        await page.GotoAsync(stage.Cabinet + "#invoices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Открыть счёт №" }).ClickAsync();
        await Expect(customer.InvoiceHeading).ToBeVisibleAsync();
        await LookAsync("cabinet invoice");

        async Task LookAsync(string what)
        {
            if (!isNarrow)
            {
                await stage.ShootAllAsync(what, "pages", colours);
            }

            await page.AssertNoViolationsAsync(what);
            await page.AssertFitsAsync(what);
        }
    }
}
