using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Cabinet;

/// <summary>Whom e-mails go to is changed in the cabinet.</summary>
public sealed class ContactTests(Browser browser) : StageTest(browser)
{
    private const string NewAddress = "glavbuh@romashka.example";

    [Fact]
    public async Task The_address_is_changed_the_old_one_is_told_and_links_go_to_the_new_one()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await page.GetByRole(AriaRole.Link, new() { Name = "Доступ" }).ClickAsync();
        await Expect(Fact(page)).ToContainTextAsync(Sample.Organization.Email);
        await page.GetByRole(AriaRole.Link, new() { Name = "Изменить контакт" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Контакт и почта" })).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Телефон")).ToHaveValueAsync("+7 495 123-45-67");

        await page.GetByLabel("Электронная почта").FillAsync("glavbuh@romashka");
        await SaveAsync(page);
        await Expect(page.GetByLabel("Электронная почта")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Электронная почта"))
            .ToHaveAccessibleDescriptionAsync(new Regex("Нужен один адрес электронной почты"));
        await stage.ShootAsync("error");
        await page.GetByLabel("Электронная почта").FillAsync(NewAddress);
        await SaveAsync(page);

        await Expect(page.GetByText($"Теперь письма приходят на {NewAddress}")).ToBeVisibleAsync();
        await Expect(Fact(page)).ToContainTextAsync(NewAddress);
        await stage.ShootAsync("changed");
        var told = await stage.LetterAsync("Письма о кабинете");
        Assert.Equal(Sample.Organization.Email, told.To);

        await page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Забыли пароль?" }).ClickAsync();
        await page.GetByLabel("Логин или электронная почта").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Прислать ссылку" }).ClickAsync();
        var link = await stage.LetterAsync("Восстановление пароля");
        Assert.Equal(NewAddress, link.To);
        Assert.Contains(credentials.Login, link.Text, StringComparison.Ordinal);
        await stage.LogInAsync(credentials.Login, credentials.Password);
    }

    [Fact]
    public async Task A_name_and_a_phone_number_are_changed_and_no_letter_is_sent()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await page.GetByRole(AriaRole.Link, new() { Name = "Доступ" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Изменить контакт" }).ClickAsync();

        await page.GetByLabel("Контактное лицо").FillAsync("Пётр Сидоров");
        await page.GetByLabel("Телефон").FillAsync("8 900 765 43 21");
        await SaveAsync(page);

        await Expect(page.GetByText("Контакт изменён")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Изменить контакт" }).ClickAsync();
        await Expect(page.GetByLabel("Контактное лицо")).ToHaveValueAsync("Пётр Сидоров");
        await Expect(page.GetByLabel("Телефон")).ToHaveValueAsync("+7 900 765-43-21");
        Assert.Single(stage.Product.World.Mailbox.Letters);
    }

    private static Task SaveAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();

    private static ILocator Fact(IPage page) => page.Locator("dt:text-is('Письма приходят на') + dd");
}
