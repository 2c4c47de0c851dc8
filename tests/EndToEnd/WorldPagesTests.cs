using EndToEnd.Letters;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>The pages around the product in a local run.</summary>
public sealed class WorldPagesTests(Browser browser) : StageTest(browser)
{
    // What fits depends on the width alone, and what can be read on the colours.
    private static readonly (int Width, ColorScheme Colours)[] Screens =
        [(1280, ColorScheme.Light), (360, ColorScheme.Dark)];

    [Fact]
    public async Task Every_local_page_is_accessible_and_fits_every_screen()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        await PayAsync(stage);

        await LookAsync("home", "/", page.GetByText("на вашем компьютере"));
        await LookAsync("crm", "/crm", page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }));
        await LookAsync("mailbox", "/#mail", page.Locator(".letters .unread").First);
        await LookAsync("letter", "/#mail/1", page.FrameLocator("iframe").GetByText("Личный кабинет готов"));
        await LookAsync("bank", "/#bank", page.GetByRole(AriaRole.Button, new() { Name = "Перевести деньги" }));
        await LookAsync("events", "/#events", page.GetByText("Оплачены подключения"));
        await LookAsync("behind", "/#behind", page.GetByText("Цепочка сходится"));
        await LookAsync("consent", "/consent", page.GetByRole(AriaRole.Heading, new() { Name = "Зачем" }));
        await LookAsync("document", "/read/ARCHITECTURE.md", page.GetByText("Code and documents use these words"));

        async Task LookAsync(string what, string address, ILocator isThere)
        {
            foreach (var (width, colours) in Screens)
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new() { ColorScheme = colours });
                await page.GotoAsync("about:blank");
                await page.GotoAsync(new Uri(stage.Product.World.Url, address).ToString());
                await Expect(isThere).ToBeVisibleAsync();

                // The browser draws a frame once it has been in sight.
                await page.EvaluateAsync("document.querySelector('iframe')?.scrollIntoView()");
                await Expect(page.Locator("#clock:empty, #guide:empty")).ToHaveCountAsync(0);
                if (width == Screens[0].Width)
                {
                    await stage.ShootAllAsync(what, "local pages", colours);
                }

                await page.AssertNoViolationsAsync($"{what} {width} {colours}");
                await page.AssertFitsAsync($"{what} {width} {colours}");
            }
        }
    }

    [Fact]
    public async Task The_first_page_says_what_this_is_and_leads_everywhere()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;

        // Whoever opens the functions' own address gets here too.
        await page.GotoAsync(stage.Product.Url.ToString());
        await Expect(page).ToHaveURLAsync(stage.Product.World.Url.ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "«Оплата по счёту» на вашем компьютере" }))
            .ToBeVisibleAsync();
        await FollowAsync("Личный кабинет", page.GetByLabel("Логин"));
        await FollowAsync("Описание API", page.GetByText("Is the service able to work?"));
        await FollowAsync("README: Run it", page.GetByRole(AriaRole.Heading, new() { Name = "Run it" }));
        await FollowAsync("Почтовый ящик", page.GetByText("Писем пока нет"));
        await FollowAsync("Перевод из банка", page.GetByRole(AriaRole.Heading, new() { Name = "Банк" }));
        await FollowAsync("События", page.GetByText("Событий пока нет"));
        await FollowAsync("Виджет в CRM", page.GetByRole(AriaRole.Button, new() { Name = "Проверить" }));
        await page.GetByRole(AriaRole.Link, new() { Name = "Пробный стенд" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Начать с первого шага" })).ToBeVisibleAsync();

        async Task FollowAsync(string link, ILocator there)
        {
            await page.GotoAsync(stage.Product.World.Url.ToString());
            await page.Locator("#home").GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
            await Expect(there).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_letter_is_unread_until_it_is_opened()
    {
        var stage = await NewStageAsync();
        var page = stage.Page;
        using var calls = new LetterCalls(stage);
        await calls.SubmitAsync("ООО «Ромашка»");
        await page.GotoAsync(stage.Crm.ToString());

        await Expect(page.Locator("#unread")).ToHaveTextAsync("1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Почта" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "не прочитано" }).ClickAsync();
        await Expect(page.FrameLocator("iframe").GetByText("Личный кабинет готов")).ToBeVisibleAsync();
        await Expect(page.Locator("#unread")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Все письма" }).ClickAsync();

        await Expect(page.Locator(".letters a")).ToHaveCountAsync(1);
        await Expect(page.Locator(".letters .unread")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_behind_shows_the_rows_of_each_step()
    {
        var stage = await NewStageAsync();
        await PayAsync(stage);
        await stage.Page.GotoAsync($"{stage.Crm}#behind");
        var steps = stage.Page.GetByRole(AriaRole.Region, new() { Name = "Шаги клиента" });

        await Expect(steps.Locator(".timeline > li").First).ToContainTextAsync("Оплата с баланса");
        foreach (var text in (string[])
            ["Проводка № 2", "Письмо «Квитанция»: отправлено", "event-payment-", "Пришли деньги",
                "Кабинет: новые логин и пароль", "+7 900 123-45-67: Оплачено до"])
        {
            await Expect(steps.GetByText(text).First).ToBeVisibleAsync();
        }
    }

    private static async Task PayAsync(Stage stage)
    {
        using var calls = new LetterCalls(stage);
        await calls.SubmitAsync("ООО «Ромашка»");
        await calls.TopUpAsync("2500.00", "ООО «Ромашка»", "Пополнение лицевого счёта");
        await calls.PayAsync("+79001234567");
        await stage.LetterAsync("Оплачено");
        await stage.Page.GotoAsync(stage.Crm.ToString());
        await stage.Page.EvaluateAsync(
            "id => localStorage.setItem('world', JSON.stringify({ id, paid: true }))",
            calls.ClientId);
    }
}
