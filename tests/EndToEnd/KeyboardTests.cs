using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class KeyboardTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task The_widget_works_with_a_keyboard_alone()
    {
        var stage = await NewStageAsync();
        var (page, keys) = (stage.Page, stage.Page.Keyboard);
        await new Customer(stage).OpenCrmAsync();
        var sample = Sample.Organization;
        string[] bank = ["", "", ""];
        string[] texts =
        [
            sample.Name,
            sample.Inn,
            sample.Kpp!,
            sample.Ogrn,
            sample.Address,
            .. bank,
            sample.Person,
            sample.Email,
            sample.Phone,
        ];

        await page.TabToAsync(page.GetByLabel("Название"));
        foreach (var text in texts)
        {
            await keys.TypeAsync(text);
            await keys.PressAsync("Tab");
        }

        await page.TabToAsync(page.GetByLabel("Согласен"));
        await keys.PressAsync("Space");
        await keys.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Всё верно?" })).ToBeFocusedAsync();
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Отправить" }));
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        var customer = new Customer(stage);
        var credentials = await customer.ReadCredentialsAsync(sample.Email);
        await customer.TopUpAsync(credentials, "10000.00");

        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Перейти к подключениям" }));
        await keys.PressAsync("Enter");
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Добавить номер" }));
        await keys.PressAsync("Enter");
        await page.TabToAsync(page.GetByLabel("Номер телефона"));
        await keys.TypeAsync(Customer.Number);
        await keys.PressAsync("Enter");
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Выбрать тариф «Базовый»" }));
        await keys.PressAsync("Enter");
        await page.TabToAsync(customer.Terms.GetByRole(AriaRole.Radio).Nth(1));
        await keys.PressAsync("ArrowUp");
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Оплатить", Exact = true }));
        await keys.PressAsync("Enter");
        await page.TabToAsync(page.GetByLabel("Пароль от кабинета"));
        await keys.TypeAsync(credentials.Password);
        await keys.PressAsync("Enter");

        await customer.ExpectPaidAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Оплачено" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_cabinet_works_with_a_keyboard_alone()
    {
        var stage = await NewStageAsync();
        var (page, keys) = (stage.Page, stage.Page.Keyboard);
        var credentials = await new Customer(stage).SignUpAsync();
        const string newPassword = "своя длинная фраза";
        await page.GotoAsync(stage.Cabinet.ToString());

        await TypeIntoAsync("Логин", credentials.Login);
        await TypeIntoAsync("Пароль", credentials.Password);
        await keys.PressAsync("Enter");
        var heading = page.GetByRole(AriaRole.Heading, new() { Name = "ООО «Ромашка»" });
        await Expect(heading).ToBeFocusedAsync();

        // The heading has the focus only so that screen readers read it. A focus ring would suggest a control.
        await Expect(heading).ToHaveCSSAsync("outline-style", "none");
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "сменить пароль", Exact = true }));
        await keys.PressAsync("Enter");
        await TypeIntoAsync("Действующий пароль", credentials.Password);
        await TypeIntoAsync("Новый пароль", newPassword);
        await TypeIntoAsync("Новый пароль ещё раз", newPassword);
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("Пароль изменён")).ToBeVisibleAsync();

        async Task TypeIntoAsync(string label, string text)
        {
            await page.TabToAsync(page.GetByLabel(label, new() { Exact = true }));
            await keys.TypeAsync(text);
        }
    }

    [Fact]
    public async Task The_sections_are_changed_with_the_arrow_keys()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await stage.Page.TabToAsync(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }));

        await stage.Page.Keyboard.PressAsync("ArrowRight");

        await Expect(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" })).ToBeFocusedAsync();
        await Expect(stage.Page.GetByText("Сначала отправьте реквизиты")).ToBeVisibleAsync();
    }
}
