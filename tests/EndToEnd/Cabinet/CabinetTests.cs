using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Cabinet;

public sealed class CabinetTests(Browser browser) : StageTest(browser)
{
    private const string NewPassword = "своя длинная фраза";

    private const string ReadClipboard = "navigator.clipboard.readText()";

    [Fact]
    public async Task The_cabinet_says_where_to_transfer_money_and_copies_it()
    {
        var stage = await NewStageAsync();
        var credentials = await new Customer(stage).SignUpAsync();
        await stage.Window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await Expect(stage.Page).ToHaveTitleAsync("ООО «Ромашка» · Телфин");
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Пополнить счёт" }).ClickAsync();
        await Expect(stage.Page).ToHaveTitleAsync("Пополнение счёта · Телфин");

        await Expect(stage.Page.Locator("dt:text-is('Получатель') + dd")).ToHaveTextAsync("ООО «Телфин»");
        await Expect(stage.Page.Locator("dt:text-is('Назначение платежа') + dd"))
            .ToContainTextAsync(credentials.Account);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Скопировать: ИНН" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Status).GetByText("Скопировано")).ToBeVisibleAsync();
        Assert.Equal("7802000015", await stage.Page.EvaluateAsync<string>(ReadClipboard));
        await stage.ShootAsync("payee");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Скопировать всё" }).ClickAsync();
        await stage.Page.WaitForFunctionAsync($"async () => (await {ReadClipboard}).includes('Банк')");

        var clipboard = await stage.Page.EvaluateAsync<string>(ReadClipboard);
        Assert.Equal(
            ["Назначение платежа", "Получатель", "ИНН", "КПП", "Банк", "БИК", "Расчётный счёт", "Корр. счёт"],
            clipboard.Split('\n').Select(line => line.Split(": ")[0]));
        Assert.Contains(credentials.Account, clipboard, StringComparison.Ordinal);

        // A browser that forbids it: the value is selected instead.
        await stage.Page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Скопировать: БИК" }).ClickAsync();
        await Expect(stage.Page.GetByText("Текст выделен")).ToBeVisibleAsync();
        Assert.Equal("049999950", await stage.Page.EvaluateAsync<string>("getSelection().toString()"));
    }

    [Fact]
    public async Task The_cabinet_shows_balance_and_history_and_changes_the_password()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await stage.AddNumberAsync("+79990000001", "extended", "Приёмная");

        await stage.LogInAsync(credentials.Login, credentials.Password);
        await Expect(stage.Page.GetByText("Пароль из письма действует до")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText("Не оплачено: 1 номер")).ToBeVisibleAsync();
        var missing = stage.Page.Locator("dt:text-is('Не хватает') + dd");
        await Expect(stage.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await Expect(stage.Page.GetByRole(AriaRole.Row).Last).ToContainTextAsync("+10");
        await stage.ShootAsync("account");
        var sum = await missing.InnerTextAsync();
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Пополнить счёт" }).ClickAsync();
        await Expect(stage.Page.Locator("dt:text-is('Сумма') + dd")).ToHaveTextAsync(sum);
        await stage.ShootAsync("top up");
        await IssueInvoiceAsync(stage, $"{credentials.Account}-1", sum);
        await ClaimAsync(stage);

        // What is to be paid stands first, with the way to where it is paid.
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Номера" }).ClickAsync();
        var numbers = stage.Page.Locator(".numbers > li");
        await Expect(numbers).ToHaveTextAsync([
            new Regex("^\\+7 999 000-00-01Не оплаченоПриёмная"), new Regex("^\\+7 900 123-45-67Оплачено")]);
        await Expect(stage.Page.GetByRole(AriaRole.Link, new() { Name = "Оплатить в CRM" }))
            .ToHaveAttributeAsync("href", new Uri(stage.Crm, "crm").ToString());
        await stage.ShootAsync("numbers");
        await stage.Page.GotoAsync(stage.Cabinet + "#password");
        await stage.Page.GetByLabel("Действующий пароль").FillAsync(credentials.Password);
        await stage.Page.GetByLabel("Новый пароль", new() { Exact = true }).FillAsync(NewPassword);
        await stage.Page.GetByLabel("Новый пароль ещё раз").FillAsync(NewPassword);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Сменить пароль" }).ClickAsync();
        await Expect(stage.Page.GetByText("Пароль изменён")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText("вы задали сами")).ToBeVisibleAsync();

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Выйти" }).ClickAsync();
        await stage.LogInAsync(credentials.Login, NewPassword);
    }

    [Fact]
    public async Task A_forgotten_password_is_restored_by_the_letters_link_which_works_once()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.SignUpAsync();
        stage.Product.Clock.Advance(TimeSpan.FromMinutes(5));
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Забыли пароль?" }).ClickAsync();

        // Wait for the form of the restoration, because the form of the login has a field «Логин» too.
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Восстановление пароля" }))
            .ToBeVisibleAsync();
        await stage.Page.GetByLabel("Логин").FillAsync(credentials.Login);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Прислать ссылку" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Проверьте почту" })).ToBeVisibleAsync();
        var letter = await stage.LetterAsync("Восстановление пароля");
        var link = letter.Text.Split('\n').First(line => line.Contains("token=", StringComparison.Ordinal));

        await OpenAsync(stage, link);
        await Expect(stage.Page.GetByLabel("Логин")).ToHaveValueAsync(credentials.Login);
        var password = stage.Page.GetByLabel("Новый пароль", new() { Exact = true });
        await password.FillAsync(NewPassword);
        Assert.DoesNotContain("token", stage.Page.Url, StringComparison.Ordinal);
        await Expect(password).ToHaveAccessibleDescriptionAsync(new Regex("^Не короче 10 символов"));
        var eye = stage.Page.GetByRole(AriaRole.Button, new() { Name = "Показать пароль", Exact = true }).First;
        await eye.PressAsync("Enter");
        await Expect(password).ToHaveAttributeAsync("type", "text");
        await Expect(eye).ToHaveAttributeAsync("aria-pressed", "true");
        await stage.ShootAsync("new password");
        await stage.Page.AssertNoViolationsAsync("new password");
        await eye.PressAsync("Enter");
        await Expect(password).ToHaveAttributeAsync("type", "password");
        await stage.Page.GetByLabel("Новый пароль ещё раз").FillAsync(NewPassword);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить пароль" }).ClickAsync();
        await Expect(stage.Page.GetByText("Пароль изменён")).ToBeVisibleAsync();

        // The way in has the login already.
        await Expect(stage.Page.GetByLabel("Логин")).ToHaveValueAsync(credentials.Login);
        await stage.TypeLoginAsync(credentials.Login, NewPassword);
        await Expect(stage.Page.GetByText("На балансе", new() { Exact = true })).ToBeVisibleAsync();

        // Before a password is typed.
        await OpenAsync(stage, link);
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Ссылка не действует" })).ToBeVisibleAsync();
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Прислать новую ссылку" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Восстановление пароля" }))
            .ToBeVisibleAsync();
    }

    private static async Task IssueInvoiceAsync(Stage stage, string number, string sum)
    {
        var page = stage.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync($"Счёт № {number} · Телфин");
        await Expect(page.Locator("dt:text-is('К оплате') + dd")).ToContainTextAsync(sum);
        await page.GetByRole(AriaRole.Link, new() { Name = "← К счетам" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Listitem)).ToContainTextAsync("Пополнение лицевого счёта");
        await stage.ShootAsync("invoices");

        // An address leads to it, also after a reload.
        await page.GetByRole(AriaRole.Link, new() { Name = $"Открыть счёт № {number}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Счета", Exact = true }))
            .ToHaveAttributeAsync("aria-current", "page");
        await page.ReloadAsync();
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Скачать PDF" }).ClickAsync());
        Assert.Equal($"Счёт {number}.pdf", file.SuggestedFilename);
    }

    // The answer is the same whether the money is found.
    private static async Task ClaimAsync(Stage stage)
    {
        var page = stage.Page;
        await page.GotoAsync(stage.Cabinet + "#top-up");
        await page.GetByRole(AriaRole.Link, new() { Name = "Перевели, а денег нет?" }).ClickAsync();
        var find = page.GetByRole(AriaRole.Button, new() { Name = "Найти перевод" });
        var number = page.GetByLabel("Номер платёжного поручения");
        await find.ClickAsync();
        await Expect(number).ToBeFocusedAsync();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            await number.FillAsync("42");
            await page.GetByLabel("Дата поручения").FillAsync("2026-11-20");
            await page.GetByLabel("Сумма").FillAsync("1 000");
            await find.ClickAsync();
            if (attempt < 6)
            {
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ищем ваш перевод" })).ToBeFocusedAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Назвать другой перевод" }).ClickAsync();
            }
        }

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("На сегодня попытки закончились");
        await stage.ShootAsync("claim");
    }

    private static async Task OpenAsync(Stage stage, string link)
    {
        // The blank page makes the browser load the link: it would not load an address that differs only after #.
        await stage.Page.GotoAsync("about:blank");
        await stage.Page.GotoAsync(link);
    }
}
