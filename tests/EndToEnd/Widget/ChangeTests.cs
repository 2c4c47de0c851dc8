using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>A client's data is changed in the widget.</summary>
public sealed class ChangeTests(Browser browser) : StageTest(browser)
{
    private const string NewAddress = "glavbuh@romashka.example";
    private const string NewName = "ООО «Василёк»";
    private const string OwnPassword = "своя длинная фраза";
    private const string StoredChange = "sessionStorage['telphin-billing.change.demo']";

    [Fact]
    public async Task A_wrong_address_is_corrected_after_a_question_and_the_new_password_works()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        var mailed = await customer.BecomeClientAsync();
        await OpenFormAsync(page);
        await Expect(page.GetByText("ИНН, КПП и ОГРН изменить нельзя")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("ИНН", new() { Exact = true })).ToHaveCountAsync(0);

        await page.GetByLabel("Электронная почта").FillAsync(NewAddress);
        await Button(page, "Сохранить").ClickAsync();
        var question = page.GetByRole(AriaRole.Heading, new() { Name = $"Сменить почту на {NewAddress}?" });
        await Expect(question).ToBeFocusedAsync();
        await Expect(page.GetByText("Пароль из прежнего письма сразу перестанет действовать")).ToBeVisibleAsync();
        await stage.ShootAsync("question");
        await Button(page, "Нет").ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(Button(page, "Сохранить")).ToBeFocusedAsync();
        Assert.Single(stage.Product.World.Mailbox.Letters);

        await Button(page, "Сохранить").ClickAsync();
        await Button(page, "Да, сменить").ClickAsync();
        await Expect(page.GetByText($"Новый пароль придёт на {NewAddress}")).ToBeVisibleAsync();
        await Expect(page.GetByText($"Логин и пароль отправлены на {NewAddress}")).ToBeVisibleAsync();
        await Expect(Fact(page, "Почта")).ToHaveTextAsync(NewAddress);
        await stage.ShootAsync("changed");
        await stage.LetterAsync("Письма о кабинете");
        var credentials = await customer.ReadCredentialsAsync(NewAddress);
        Assert.NotEqual(mailed.Password, credentials.Password);
        await page.GotoAsync(stage.Cabinet.ToString());
        await stage.TypeLoginAsync(mailed.Login, mailed.Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Неверный логин или пароль");
        await stage.LogInAsync(credentials.Login, credentials.Password);
    }

    [Fact]
    public async Task Names_and_bank_change_without_a_question_and_a_mistake_stands_beside_its_field()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        await new Customer(stage).BecomeClientAsync();
        await OpenFormAsync(page);

        await page.GetByLabel("Название").FillAsync(NewName);
        await page.GetByLabel("БИК").FillAsync("044030827");
        await page.GetByLabel("Телефон").FillAsync("нет");
        await Button(page, "Сохранить").ClickAsync();
        var account = page.GetByLabel("Расчётный счёт");
        await Expect(account).ToBeFocusedAsync();
        await Expect(account).ToHaveAccessibleDescriptionAsync(new Regex("Укажите расчётный счёт"));
        await Expect(page.GetByLabel("Телефон")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.AssertNoViolationsAsync("change with errors");
        await stage.ShootAsync("errors");

        await account.FillAsync("40702810900000002851");
        await page.GetByLabel("Корреспондентский счёт").FillAsync("30101810200000000827");
        await page.GetByLabel("Телефон").FillAsync("8 900 765 43 21");
        await Button(page, "Сохранить").ClickAsync();

        var message = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Данные изменены" });
        await Expect(message).ToBeFocusedAsync();
        await Expect(Title(page)).ToHaveTextAsync(NewName);
        await Expect(Fact(page, "Счёт")).ToHaveTextAsync("40702810900000002851, БИК 044030827");
        await Expect(Fact(page, "Телефон")).ToHaveTextAsync("+7 900 765-43-21");
        Assert.Single(stage.Product.World.Mailbox.Letters);
    }

    [Fact]
    public async Task What_was_typed_survives_a_lost_connection_a_reload_and_a_change_by_somebody_else()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        await new Customer(stage).BecomeClientAsync();
        await OpenFormAsync(page);
        await page.GetByLabel("Название").FillAsync(NewName);
        await stage.Window.SetOfflineAsync(true);
        await Button(page, "Сохранить").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Нет связи");
        await stage.Window.SetOfflineAsync(false);

        var other = await stage.Window.NewPageAsync();
        await other.GotoAsync(stage.Crm.ToString());
        await other.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }).ClickAsync();
        await OpenFormAsync(other);
        await other.GetByLabel("Контактное лицо").FillAsync("Пётр");
        await Button(other, "Сохранить").ClickAsync();
        await Expect(Fact(other, "Имя")).ToHaveTextAsync("Пётр");

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }).ClickAsync();
        await Expect(page.GetByLabel("Название")).ToHaveValueAsync(NewName);
        await Button(page, "Сохранить").ClickAsync();
        await Expect(Title(page)).ToHaveTextAsync(NewName);
        await Expect(Fact(page, "Имя")).ToHaveTextAsync("Пётр");
        Assert.Equal("null", await page.EvaluateAsync<string>(StoredChange));
    }

    [Fact]
    public async Task A_form_that_is_left_changes_nothing()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        await new Customer(stage).BecomeClientAsync();
        await OpenFormAsync(page);
        await page.GetByLabel("Название").FillAsync(NewName);

        await Button(page, "Отмена").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Sample.Organization.Name })).ToBeFocusedAsync();
        await Expect(Title(page)).ToHaveTextAsync(Sample.Organization.Name);
        await OpenFormAsync(page);
        await Expect(page.GetByLabel("Название")).ToHaveValueAsync(Sample.Organization.Name);
    }

    [Fact]
    public async Task Once_the_customer_chose_a_password_the_widget_leaves_the_address_alone()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        var credentials = await new Customer(stage).BecomeClientAsync();
        await OpenFormAsync(page);
        await ChoosePasswordAsync(stage, credentials);

        // This form was opened before.
        await page.GetByLabel("Электронная почта").FillAsync(NewAddress);
        await Button(page, "Сохранить").ClickAsync();
        await Button(page, "Да, сменить").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Кабинетом уже пользуются");

        await Button(page, "Отмена").ClickAsync();
        await OpenFormAsync(page);
        var email = page.GetByLabel("Электронная почта");
        await Expect(email).Not.ToBeEditableAsync();
        await Expect(email).ToHaveValueAsync(Sample.Organization.Email);
        await Expect(email).ToHaveAccessibleDescriptionAsync(new Regex("почту меняют в самом кабинете"));
        await stage.ShootAsync("own password");
        await page.GetByLabel("Название").FillAsync(NewName);
        await Button(page, "Сохранить").ClickAsync();
        await Expect(Title(page)).ToHaveTextAsync(NewName);
    }

    [Fact]
    public async Task An_entrepreneurs_data_can_be_changed_with_a_keyboard_alone()
    {
        var stage = await NewStageAsync();
        var (page, keys) = (stage.Page, stage.Page.Keyboard);
        await new Customer(stage).BecomeClientAsync(Sample.Entrepreneur);

        await page.TabToAsync(Button(page, "Изменить данные"));
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("ИНН и ОГРНИП изменить нельзя")).ToBeVisibleAsync();
        await page.TabToAsync(page.GetByLabel("Электронная почта"));
        await keys.PressAsync("ControlOrMeta+A");
        await keys.TypeAsync(NewAddress);
        await keys.PressAsync("Enter");
        await page.TabToAsync(Button(page, "Да, сменить"));
        await keys.PressAsync("Enter");

        await Expect(page.GetByText($"Логин и пароль отправлены на {NewAddress}")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Данные изменены" })).ToBeFocusedAsync();
    }

    private static async Task OpenFormAsync(IPage page)
    {
        await Button(page, "Изменить данные").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Изменить данные" })).ToBeFocusedAsync();
    }

    private static async Task ChoosePasswordAsync(Stage stage, Credentials credentials)
    {
        var cabinet = await stage.Window.NewPageAsync();
        await cabinet.GotoAsync(stage.Cabinet.ToString());
        await cabinet.GetByLabel("Логин").FillAsync(credentials.Login);
        await cabinet.GetByLabel("Пароль", new() { Exact = true }).FillAsync(credentials.Password);
        await Button(cabinet, "Войти").ClickAsync();
        await cabinet.GetByRole(AriaRole.Link, new() { Name = "сменить пароль" }).ClickAsync();
        await cabinet.GetByLabel("Действующий пароль").FillAsync(credentials.Password);
        await cabinet.GetByLabel("Новый пароль", new() { Exact = true }).FillAsync(OwnPassword);
        await cabinet.GetByLabel("Новый пароль ещё раз").FillAsync(OwnPassword);
        await Button(cabinet, "Сменить пароль").ClickAsync();
        await Expect(cabinet.GetByText("Пароль изменён")).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Title(IPage page) => page.Locator("telphin-billing h2:visible");

    private static ILocator Fact(IPage page, string name) => page.Locator($"dt:text-is('{name}') + dd");
}
