using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>What a customer does with a number that is paid for: another tariff at once, renewal, removal.</summary>
public sealed class PaidNumberTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task Many_months_have_a_discount_and_a_paid_number_is_changed_renewed_and_removed()
    {
        var stage = await NewStageAsync();
        var (customer, page) = (new Customer(stage), stage.Page);
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.TopUpAsync(credentials, "60000.00");
        await customer.PickAsync(months: 6);
        await Expect(page.GetByText("Скидка 10 %: −")).ToBeVisibleAsync();
        await stage.ShootAsync("term with a discount");
        await customer.GoToPaymentAsync();
        await Expect(page.GetByText("Скидка 10 %: −")).ToBeVisibleAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await Button(page, "К подключениям").ClickAsync();

        await Button(page, $"Сменить тариф: {Customer.Number}").ClickAsync();
        await Button(page, "Выбрать тариф «Расширенный»").ClickAsync();
        await Button(page, "Сменить сразу").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Сменить тариф сразу?" })).ToBeFocusedAsync();
        await stage.ShootAsync("tariff at once");
        await page.AssertNoViolationsAsync("tariff at once");
        await ConfirmAsync(page, "wrong", "Доплатить");
        await Expect(page.GetByText("Осталось попыток: 4")).ToBeVisibleAsync();
        await ConfirmAsync(page, credentials.Password, "Доплатить");
        await Expect(Message(page, "Тариф изменён")).ToBeFocusedAsync();
        await Expect(page.Locator(".connection")).ToContainTextAsync("Расширенный до");

        await Button(page, $"Продлевать: {Customer.Number}").ClickAsync();
        await stage.ShootAsync("renewal");
        await ConfirmAsync(page, credentials.Password, "Продлевать");
        await Expect(Message(page, "Продление включено")).ToBeFocusedAsync();
        await Expect(page.Locator(".connection")).ToContainTextAsync("Продлевается каждый месяц");
        await stage.ShootAsync("renewed");
        await Button(page, $"Не продлевать: {Customer.Number}").ClickAsync();
        await Expect(Message(page, "Продление отключено")).ToBeFocusedAsync();

        await Button(page, $"Убрать: {Customer.Number}").ClickAsync();
        await Expect(page.GetByText("Вернётся на баланс", new() { Exact = true })).ToBeVisibleAsync();
        await stage.ShootAsync("removal");
        await page.AssertNoViolationsAsync("removal");
        await ConfirmAsync(page, credentials.Password, "Убрать номер");
        await Expect(Message(page, "Номер убран")).ToBeFocusedAsync();
        await Expect(page.Locator(".connection")).ToContainTextAsync("дальше не продлевается");
        await stage.ShootAsync("removed");
    }

    [Fact]
    public async Task An_invoice_is_paid_for_by_itself_when_its_money_comes_unless_that_is_called_off()
    {
        var stage = await NewStageAsync();
        var (customer, page) = (new Customer(stage), stage.Page);
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.PickAsync(months: 2);
        await customer.GoToPaymentAsync();
        await customer.GetInvoiceButton.ClickAsync();
        await Expect(customer.InvoiceHeading).ToBeVisibleAsync();

        await OrderAsync(page, credentials.Password);
        await stage.ShootAsync("order");
        await page.AssertNoViolationsAsync("order");
        await Button(page, "Отменить поручение").ClickAsync();
        await Expect(Message(page, "Поручение отменено")).ToBeFocusedAsync();
        await OrderAsync(page, credentials.Password);
        var number = $"{credentials.Account}-1";
        await customer.TopUpAsync(credentials, "10000.00", purpose: $"Оплата по счёту {number}");

        await stage.LetterAsync("Оплачено");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Счета" }).ClickAsync();
        await Button(page, $"Открыть счёт № {number}").ClickAsync();
        await Expect(page.GetByText("Оплачено по вашему поручению")).ToBeVisibleAsync();
        await stage.ShootAsync("paid by order");
    }

    private static async Task OrderAsync(IPage page, string password)
    {
        await page.GetByText("Оплатить подписку сразу, когда поступят деньги").ClickAsync();
        await ConfirmAsync(page, password, "Оплатить, когда поступят");
        await Expect(Message(page, "Поручение принято")).ToBeFocusedAsync();
    }

    private static async Task ConfirmAsync(IPage page, string password, string button)
    {
        await page.GetByLabel("Пароль от кабинета").FillAsync(password);
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    private static ILocator Message(IPage page, string text) =>
        page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
